#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/archive/examiner.h"
#include "store/archive/reading.h"

namespace hexapla {

// A finding that a statement calls none.
struct Dismissal {
  std::string by, time, reason;  // reason may be empty
  std::uint64_t event = 0;       // the statement by which it can be taken back
  std::uint32_t index = 0;
};

// The detail of a statement `dismissed` that names one finding.
inline constexpr const char* kDismissedKey = "key";

// Which findings of `target` people dismissed: one a finding, nothing for those that stand.
//
// A statement `dismissed` dismisses findings of the class that is its value: the one whose key its
// detail `key` is, on this revision or an earlier one of the variant; without a key, those on this
// revision that its parts touch, or all where it has no parts.
std::vector<std::optional<Dismissal>> dismissals_of(const Reading& reading,
                                                    const RevisionAddress& target,
                                                    std::span<const KeptFinding> findings);

}  // namespace hexapla
