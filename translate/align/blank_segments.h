#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/model/alignment.h"

namespace hexapla {

// Segments of a text without anything in them, which lists of sentences have between paragraphs.
// They say nothing about what renders what, so the others are aligned without them.
class BlankSegments {
 public:
  explicit BlankSegments(const std::vector<std::string_view>& segments);

  bool has(std::uint32_t segment) const;
  bool none() const { return blank_.empty(); }
  const std::vector<std::uint32_t>& numbers() const { return blank_; }
  // `segments` without those that are blank.
  std::vector<std::string_view> others(const std::vector<std::string_view>& segments) const;

 private:
  std::vector<std::uint32_t> blank_;  // in order
};

// Beads between all segments, of beads between those that are not blank. Blank ones that stand at
// one place of both texts render each other; else one has no counterpart, and within a bead it
// belongs to that.
std::vector<Bead> with_blank_segments(std::vector<Bead> beads, const BlankSegments& source,
                                      const BlankSegments& target);

}  // namespace hexapla
