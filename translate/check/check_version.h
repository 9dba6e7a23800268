#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"
#include "translate/check/finding.h"

namespace hexapla {

// One version checked against what it was made from.
struct CheckedVersion {
  RevisionAddress source, target;
  std::uint32_t segments = 0;  // of the target
  std::vector<Finding> findings;
};

// What `target` is checked against: the revision that it was made from where that is recorded and
// held in the article, else the newest of the article's base variant. Nothing for the original
// itself.
std::optional<RevisionAddress> checked_against(const Reading& reading,
                                               const RevisionAddress& target);

// Nothing when checked_against() has nothing. Both revisions must be in `reading`.
std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target);

}  // namespace hexapla
