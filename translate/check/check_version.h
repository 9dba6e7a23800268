#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"
#include "translate/check/finding.h"

namespace hexapla {

// A finding that a statement calls none.
struct Dismissal {
  std::string by, time, reason;  // reason may be empty
};

struct CheckedFinding {
  Finding finding;
  std::optional<Dismissal> dismissed;
};

// One version checked against what it was made from.
struct CheckedVersion {
  RevisionAddress source, target;
  std::uint32_t segments = 0;  // of the target
  std::vector<CheckedFinding> findings;
};

// What `target` is checked against: the revision that it was made from where that is recorded and
// held in the article, else the newest of the article's base variant. Nothing for the original
// itself.
std::optional<RevisionAddress> checked_against(const Reading& reading,
                                               const RevisionAddress& target);

// Nothing when checked_against() has nothing. `target` must be in `reading`.
//
// A statement `dismissed` dismisses findings of the class that is its value: the one whose key its
// detail `key` is, on this revision or an earlier one of the variant; without a key, those on this
// revision that its parts touch, or all where it has no parts.
std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target);

// The statement that dismisses `finding`, found on `target`, by its key, with the place where it
// was seen. Nothing when `finding` is of another revision than `target`.
std::optional<Statement> statement_dismissing(const Reading& reading, const RevisionAddress& target,
                                              const Finding& finding, std::string_view reason);

}  // namespace hexapla
