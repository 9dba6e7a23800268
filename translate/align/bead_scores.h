#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// The scores of the beads that end at each point of a lattice: of all shapes, few are ever
// possible. Points are numbered row by row.
class BeadScores {
 public:
  static_assert(kShapeCount <= 32);
  BeadScores(std::size_t rows, std::size_t points)
      : rows_(rows), first_(points, 0), ended_(points, 0), begun_(points, 0) {}

  // Rows are filled one after the other: points are begun in any order, shapes of the one begun
  // last added in theirs.
  void begin(std::size_t point) { first_[point] = static_cast<std::uint32_t>(row_.size()); }
  void add(std::size_t from, std::size_t point, std::size_t shape, float score) {
    begun_[from] |= 1U << shape;
    ended_[point] |= 1U << shape;
    row_.push_back(score);
  }
  // Takes no more memory than is needed: the scores are the largest thing there is meanwhile.
  void end_row(std::size_t row) {
    rows_[row].assign(row_.begin(), row_.end());
    row_.clear();
  }

  // The shapes of the beads that end or begin at a point, a bit each.
  std::uint32_t ended_at(std::size_t point) const { return ended_[point]; }
  std::uint32_t begun_at(std::size_t point) const { return begun_[point]; }
  // Calls visit(shape) for each, in their order.
  template <typename Visit>
  static void for_each(std::uint32_t shapes, Visit visit) {
    for (; shapes != 0; shapes &= shapes - 1)
      visit(static_cast<std::size_t>(std::countr_zero(shapes)));
  }

  // Those that end at the point, in order of shape.
  float* of(std::size_t row, std::size_t point) { return rows_[row].data() + first_[point]; }
  float at(std::size_t row, std::size_t point, std::size_t shape) const {
    return rows_[row][first_[point] + bits_of(ended_[point] & ((1U << shape) - 1))];
  }

 private:
  // As std::popcount(), which calls a function on processors that may lack the instruction.
  static std::uint32_t bits_of(std::uint32_t x) {
    x -= x >> 1 & 0x55555555U;
    x = (x & 0x33333333U) + (x >> 2 & 0x33333333U);
    return ((x + (x >> 4)) & 0x0F0F0F0FU) * 0x01010101U >> 24;
  }

  std::vector<std::vector<float>> rows_;
  std::vector<float> row_;            // the one that is being filled
  std::vector<std::uint32_t> first_;  // of each point, in its row
  std::vector<std::uint32_t> ended_, begun_;
};

}  // namespace hexapla
