#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// That a version follows a text which has a newer revision, with other words. Whoever says of a
// version that it is stale, a page, a command or a search, asks here.
struct Outdated {
  RevisionAddress made_from;   // or what a person said it is still right for
  RevisionAddress newest;      // of the same variant as `made_from`
  RevisionAddress since;       // the first revision after `made_from` with another text
  std::string since_time;      // when that was added
  std::optional<Basis> basis;  // of the claim that it was made from there
  // Where the version was made from a translation, and it is the text behind that which changed:
  // the texts between, the version's own source first.
  std::vector<RevisionAddress> through;
  bool accepted_before = false;  // a person said once that it is still right, and it changed again
};

// Nothing for a version that is up to date, says no source, or for whose newest source somebody
// said `still-right`.
//
// A `still-right` claim names a revision of the source's variant: from then on the version counts
// as made from that one, until the source changes again. `newest` is compared by text: a revision
// that only says more of the same text changes nothing. Texts that were withdrawn make nobody
// outdated, and are not.
std::optional<Outdated> outdated(const Reading& reading, const RevisionAddress& version);

}  // namespace hexapla
