#include "translate/align/row_sums.h"

#include <array>
#include <random>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostRuns = 25;

TEST_CASE("the sums of a row are those of each of its points alone", "[align]") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t count) { return random() % count; };
  constexpr std::size_t kWidest = 21;
  RowSums sums(kWidest + 3, kMostRuns);
  std::vector<double> found;
  for (int row = 0; row < 300; ++row) {
    CAPTURE(row);
    const std::size_t points = 1 + below(kWidest);
    std::vector<LogSum<kMostRuns>> expected(points);
    sums.begin(points);
    for (std::size_t runs = below(kMostRuns + 1); runs > 0; --runs) {
      const std::size_t first = below(points), count = 1 + below(points - first);
      RowSums::Run run = sums.begin_run(first, count);
      for (std::size_t k = 0; k < count; k += 4) {
        if (below(8) == 0) {
          run.add_nothing(k);
          continue;
        }
        FourInts present{};
        std::array<double, 4> terms{};
        for (std::size_t lane = 0; lane < 4 && k + lane < count; ++lane) {
          terms[lane] = static_cast<double>(below(2'000'000)) / 1e4 - 100;
          if (below(3) == 0) continue;
          present[lane] = -1;
          expected[first + k + lane].add(terms[lane]);
        }
        run.add(k, present, load_four(terms.data()));
      }
    }
    sums.sum_up(found);
    for (std::size_t k = 0; k < points; ++k) {
      CAPTURE(k);
      CHECK(found[k] == expected[k].value());
    }
  }
}

TEST_CASE("a point's largest term so far is known while its row grows", "[align]") {
  RowSums sums(8, 2);
  sums.begin(5);
  const auto most_of = [](const RowSums::Run& run) {
    std::array<double, 4> most{};
    store_four(most.data(), run.most(0));
    return most;
  };
  RowSums::Run first = sums.begin_run(0, 4);
  CHECK(most_of(first) == std::array{kNowhere, kNowhere, kNowhere, kNowhere});
  first.add(0, FourInts{-1, -1, 0, 0}, load_four(std::array{-3.0, 2.0, 9.0, 9.0}.data()));
  // Of the points from the second on, where the first run had one term.
  RowSums::Run second = sums.begin_run(1, 4);
  CHECK(most_of(second) == std::array{2.0, kNowhere, kNowhere, kNowhere});
  second.add(0, FourInts{-1, -1, -1, -1}, load_four(std::array{1.0, 1.5, -7.0, 0.0}.data()));
  CHECK(most_of(second) == std::array{2.0, 1.5, -7.0, 0.0});
}

TEST_CASE("nothing of a row is left in the next one", "[align]") {
  RowSums sums(8, 1);
  std::vector<double> found;
  sums.begin(4);
  sums.begin_run(0, 4).add(0, FourInts{-1, -1, -1, -1}, four_times(3));
  sums.sum_up(found);
  CHECK(found[2] == Approx(3).margin(1e-3));
  sums.begin(4);
  sums.sum_up(found);
  for (std::size_t k = 0; k < 4; ++k) CHECK(found[k] == kNowhere);
}

}  // namespace
}  // namespace hexapla
