#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "http/comparison.h"
#include "store/archive/reading.h"

namespace hexapla {

// The texts that versions were made from, where these are older than the one shown as the original.
// Finds them once; the versions must outlive it. For one thread.
class OlderTexts {
 public:
  OlderTexts(const Reading& reading, const std::vector<Version>& versions);

  // Remarks in `row` what has changed since `version` was made, and marks it there. Whether there
  // was anything.
  bool check(ComparedRow& row, std::uint32_t version) const;

 private:
  // How the text that a version was made from differs from the one that is shown as the original.
  struct OlderText {
    std::uint32_t number;  // of the older revision
    RevisionView view;
    struct Stretch {
      SegmentRange older, shown;
    };
    std::vector<Stretch> changed;  // in order
  };

  const std::vector<Version>& versions_;
  std::vector<std::optional<OlderText>> older_;  // by version
};

}  // namespace hexapla
