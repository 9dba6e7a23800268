#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

// Segments [first, first + count) of one revision, numbered from 0 through all its blocks.
struct SegmentRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t past() const { return first + count; }
  bool empty() const { return count == 0; }
  friend bool operator==(const SegmentRange&, const SegmentRange&) = default;
};

// Segments of one text matched with segments of another. An empty side says that there is no
// counterpart; `first` of an empty side is where it would stand.
struct Bead {
  SegmentRange source;
  SegmentRange target;
  float confidence = 0;  // 0 to 1: of beads at 0.9, nine in ten are right
  friend bool operator==(const Bead&, const Bead&) = default;
};

// Which segments render which. Every segment of both sides is in exactly one bead; beads are in the
// order of the source, a bead without source standing after the bead before it in the target.
struct Alignment {
  std::vector<Bead> beads;
  std::string aligner;  // version of what made it: `hexapla-1`
  friend bool operator==(const Alignment&, const Alignment&) = default;
};

}  // namespace hexapla
