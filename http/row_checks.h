#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/comparison.h"
#include "store/archive/reading.h"

namespace hexapla {

// `text` as a remark quotes it: its beginning, when it is long.
std::string quoted_in_remark(std::string_view text);

// What a reader is told of each row: wanting, added, other numbers, left untranslated, made from an
// older text. Finds the older texts once; the versions must outlive it. For one thread.
class RowChecks {
 public:
  RowChecks(const Reading& reading, const std::vector<Version>& versions);

  // Fills in the remarks and marks of `row`.
  void check(ComparedRow& row) const;

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

  void check_wanting(ComparedRow& row) const;
  void check_numbers(ComparedRow& row, std::uint32_t version) const;
  void check_untranslated(ComparedRow& row, std::uint32_t version) const;
  void check_outdated(ComparedRow& row, std::uint32_t version) const;

  const std::vector<Version>& versions_;
  std::vector<std::optional<OlderText>> older_;  // by version
};

}  // namespace hexapla
