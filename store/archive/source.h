#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// The exact revision that another one is said to be made from, or that nobody says, or that
// somebody says it is not known.
struct Source {
  enum class State { unsaid, unknown, not_held, held } state = State::unsaid;
  std::optional<Digest> digest;            // where one is named
  std::optional<RevisionAddress> address;  // where held
  std::optional<Basis> basis;              // of the claim
  std::string asserted_by;
};

// What `address` is derived from. A post-edit that does not say it has the source of the text that
// it revises.
Source source_of(const Reading& reading, const RevisionAddress& address);
// The text that was edited into `address`.
Source revised_by(const Reading& reading, const RevisionAddress& address);

// From a version up to the text that nothing we hold precedes: its source, the source of that, … A
// text between the version and the last one is a pivot. Ends where a revision would come twice.
struct ChainLink {
  RevisionAddress address;
  Kind kind = Kind::unknown;
  Source source;  // what leads to the next link; of the last one why there is none
};
std::vector<ChainLink> chain_of(const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
