#include "translate/align/bead_scores.h"

#include <map>
#include <random>
#include <tuple>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("the scores of a lattice's beads are read as they were kept, wide and one by one",
          "[align]") {
  std::mt19937 random(13);
  const std::vector<std::size_t> points{1, 4, 9, 6, 3};  // of each row
  constexpr std::size_t kWidth = 9 + 3;
  std::vector<std::size_t> first{0};
  for (const std::size_t of_row : points) first.push_back(first.back() + of_row);
  BeadScores scores(points.size(), first.back());
  // By row, place in it and shape.
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, float> expected;
  std::vector<float> wide(BeadScores::wide_size(kWidth));
  for (std::size_t row = 0; row < points.size(); ++row) {
    // What is of no bead has no meaning.
    for (float& score : wide) score = static_cast<float>(random() % 1000);
    std::vector<std::int32_t> ended(points[row], 0);
    for (std::size_t place = 0; place < points[row]; ++place)
      for (std::size_t shape = 0; shape < kShapeCount; ++shape) {
        if (random() % 3 != 0) continue;
        ended[place] |= 1 << shape;
        expected[{row, place, shape}] = wide[shape * kWidth + place] =
            -static_cast<float>(random() % 1000) / 8;
      }
    scores.keep(row, first[row], ended, wide, kWidth);
  }
  for (const std::size_t row : {4U, 0U, 2U, 1U, 3U}) {
    CAPTURE(row);
    scores.widen(row, first[row], points[row], wide.data(), kWidth);
    for (std::size_t shape = 0; shape < kShapeCount; ++shape)
      for (std::size_t place = 0; place < kWidth; ++place) {
        const auto bead = expected.find({row, place, shape});
        const float score = bead == expected.end() ? BeadScores::kNoBead : bead->second;
        CHECK(wide[shape * kWidth + place] == score);
        if (bead != expected.end()) CHECK(scores.at(row, first[row], place, shape) == score);
      }
  }
}

TEST_CASE("a row where no bead ends is kept as one", "[align]") {
  BeadScores scores(2, 4);
  std::vector<float> wide(BeadScores::wide_size(5), 1);
  const std::vector<std::int32_t> none(2, 0);
  scores.keep(1, 2, none, wide, 5);
  scores.widen(1, 2, 2, wide.data(), 5);
  for (std::size_t k = 0; k < kShapeCount * 5; ++k) CHECK(wide[k] == BeadScores::kNoBead);
}

TEST_CASE("shapes are visited from the first to the last", "[align]") {
  std::vector<std::size_t> visited;
  BeadScores::for_each(1U << 3 | 1U << 24 | 1U,
                       [&](std::size_t shape) { visited.push_back(shape); });
  CHECK(visited == std::vector<std::size_t>{0, 3, 24});
}

}  // namespace
}  // namespace hexapla
