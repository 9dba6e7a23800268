#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "http/comparison.h"
#include "store/model/alignment.h"

namespace hexapla {

// Which row each segment of each version stands in.
class RowIndex {
 public:
  explicit RowIndex(const Comparison& comparison);

  static constexpr std::size_t kNone = SIZE_MAX;

  // The row of a bead between the first version and `version`; kNone when it is in another part.
  std::size_t row_of(const SegmentRange& original, std::size_t version,
                     const SegmentRange& theirs) const;
  // The beads that lie in the rows shown.
  Alignment shown_part(const Alignment& alignment, std::size_t version) const;

 private:
  void note(std::size_t version, const SegmentRange& range, std::size_t row);

  std::vector<std::vector<std::size_t>> rows_;
};

// Links the words of the rows: as the archive keeps the links, else made now. `alignments` are of
// the first version with each other one.
void link_rows(const Reading& reading, Comparison& comparison,
               const std::vector<Alignment>& alignments);

}  // namespace hexapla
