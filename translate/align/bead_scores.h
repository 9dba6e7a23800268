#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "translate/align/fast_log.h"
#include "translate/align/lattice.h"

namespace hexapla {

// The scores of the beads that end at each point of a lattice: of all shapes, few are ever
// possible. Points are numbered row by row. Rows are written down wide, a number for each shape and
// point, and kept narrow.
class BeadScores {
 public:
  static_assert(kShapeCount <= 32);
  static constexpr float kNoBead = -1e30F;

  BeadScores(std::size_t rows, std::size_t points) : rows_(rows), ended_(points, 0) {}

  // Calls visit(shape) for each of `shapes`, a bit each, in their order.
  template <typename Visit>
  static void for_each(std::uint32_t shapes, Visit visit) {
    for (; shapes != 0; shapes &= shapes - 1)
      visit(static_cast<std::size_t>(std::countr_zero(shapes)));
  }

  // Keeps of a row, whose first point is numbered `first`, the beads of `ended`: the shapes of
  // those that end at each of its points. The score of one is wide[shape * width + place in the
  // row].
  void keep(std::size_t row, std::size_t first, std::span<const std::int32_t> ended,
            const std::vector<float>& wide, std::size_t width) {
    kept_.clear();
    for (std::size_t k = 0; k < ended.size(); ++k) {
      ended_[first + k] = static_cast<std::uint32_t>(ended[k]);
      for_each(ended_[first + k],
               [&](std::size_t shape) { kept_.push_back(wide[shape * width + k]); });
    }
    // No more memory than is needed: the scores are the largest thing there is meanwhile.
    rows_[row].assign(kept_.begin(), kept_.end());
  }

  // Numbers that a row takes when it is written down wide.
  static std::size_t wide_size(std::size_t width) { return kShapeCount * width + 3; }
  // Writes a row of `points` down again, with kNoBead where none ends.
  void widen(std::size_t row, std::size_t first, std::size_t points, float* wide,
             std::size_t width) const {
    for (std::size_t k = 0; k < kShapeCount * width; k += 4)
      store_four(wide + k, FourFloats{} + kNoBead);
    const float* score = rows_[row].data();
    for (std::size_t k = 0; k < points; ++k)
      for_each(ended_[first + k], [&](std::size_t shape) { wide[shape * width + k] = *score++; });
  }

  // Of a bead that is there. Cost: the points before it in its row.
  float at(std::size_t row, std::size_t first, std::size_t place, std::size_t shape) const {
    std::size_t number = 0;
    for (std::size_t k = 0; k < place; ++k) number += bits_of(ended_[first + k]);
    return rows_[row][number + bits_of(ended_[first + place] & ((1U << shape) - 1))];
  }

 private:
  // As std::popcount(), which calls a function on processors that may lack the instruction.
  static std::uint32_t bits_of(std::uint32_t x) {
    x -= x >> 1 & 0x55555555U;
    x = (x & 0x33333333U) + (x >> 2 & 0x33333333U);
    return ((x + (x >> 4)) & 0x0F0F0F0FU) * 0x01010101U >> 24;
  }

  std::vector<std::vector<float>> rows_;
  std::vector<float> kept_;           // scratch
  std::vector<std::uint32_t> ended_;  // by point, a bit a shape
};

}  // namespace hexapla
