#pragma once

#include <vector>

#include "store/model/alignment.h"

namespace hexapla {

// One row of the page: some segments of the original and what each version has for them.
struct Row {
  SegmentRange original;  // empty: text that only versions have
  std::vector<SegmentRange>
      versions;  // one a version, in the order given; empty where it has nothing
  std::vector<float>
      confidence;  // one a version: the least of its beads in this row; 1 where it has none

  // Of the original, where `version` is 0, or of the version after it in the order given.
  const SegmentRange& of(std::size_t version) const {
    return version == 0 ? original : versions[version - 1];
  }
};

// Merges the alignments of several versions (each with the same original as its source) over the
// original: beads of different versions that share a segment of the original end up in one row. A
// row holds whole beads only. Versions' own text without counterpart gets a row of its own after
// the row it follows, one version a row. Covers every segment of every text exactly once.
std::vector<Row> merge_rows(std::uint32_t original_segments,
                            const std::vector<Alignment>& versions);

}  // namespace hexapla
