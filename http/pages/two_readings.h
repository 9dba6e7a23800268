#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "http/comparison.h"
#include "http/html.h"

namespace hexapla {

// Where two versions in one language differ, cell by cell. The comparison must outlive it.
class TwoReadings {
 public:
  explicit TwoReadings(const Comparison& comparison);

  // Writes both readings of the cell of `version` (one of the pair), marked; the style sheet hides
  // in each column what belongs to the other. A sentence that stands elsewhere in the other version
  // is no difference: it says where. False, and nothing written, where the cells read the same.
  bool write(Html& page, const ComparedRow& row, std::uint32_t version) const;

 private:
  // One side of a cell: its text without what was moved, and where that stood in it.
  struct Moved {
    std::size_t at;                       // byte of `rest`
    std::string_view words, other_words;  // here, and in the other version
    std::uint32_t elsewhere;              // segment of the other version
  };
  struct Side {
    std::string all, rest;
    std::vector<Moved> moved;
  };
  Side side_of(const ComparedRow& row, bool earlier) const;
  void write_moved(Html& page, const Moved& moved, bool earlier) const;

  const Comparison& comparison_;
  std::map<std::uint32_t, std::uint32_t> to_, from_;  // moved segments: earlier to later, and back
};

}  // namespace hexapla
