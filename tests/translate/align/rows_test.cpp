#include "translate/align/rows.h"

#include <random>

#include "tests/catch.h"

namespace hexapla {
namespace {

Bead bead(std::uint32_t source, std::uint32_t sources, std::uint32_t target, std::uint32_t targets,
          float confidence = 0.9F) {
  return {{source, sources}, {target, targets}, confidence};
}

TEST_CASE("rows of an original without versions are its segments", "[rows]") {
  const std::vector<Row> rows = merge_rows(3, {});
  REQUIRE(rows.size() == 3);
  CHECK(rows[2].original == SegmentRange{2, 1});
  CHECK(rows[2].versions.empty());
  CHECK(merge_rows(0, {}).empty());
}

TEST_CASE("beads of different versions that share a segment end up in one row", "[rows]") {
  const Alignment persian{{bead(0, 2, 0, 1, 0.8F), bead(2, 1, 1, 1), bead(3, 1, 2, 1)}, ""};
  const Alignment thai{{bead(0, 1, 0, 1), bead(1, 2, 1, 3, 0.5F), bead(3, 1, 4, 1)}, ""};
  const std::vector<Row> rows = merge_rows(4, {persian, thai});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].original == SegmentRange{0, 3});
  CHECK(rows[0].versions == std::vector<SegmentRange>{{0, 2}, {0, 4}});
  CHECK(rows[0].confidence == std::vector<float>{0.8F, 0.5F});
  CHECK(rows[1].versions == std::vector<SegmentRange>{{2, 1}, {4, 1}});
}

TEST_CASE("a version's own text has a row of its own after the row it follows", "[rows]") {
  const Alignment arabic{
      {bead(0, 0, 0, 1, 0.3F), bead(0, 1, 1, 1), bead(1, 0, 2, 2), bead(1, 1, 4, 1)}, ""};
  const Alignment hebrew{{bead(0, 1, 0, 1), bead(1, 1, 1, 1), bead(2, 0, 2, 1)}, ""};
  const std::vector<Row> rows = merge_rows(2, {arabic, hebrew});
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].original.empty());
  CHECK(rows[0].versions[0] == SegmentRange{0, 1});
  CHECK(rows[0].versions[1].empty());
  CHECK(rows[0].confidence[0] == 0.3F);
  CHECK(rows[2].original == SegmentRange{1, 0});
  CHECK(rows[2].versions[0] == SegmentRange{2, 2});
  CHECK(rows[4].original == SegmentRange{2, 0});
  CHECK(rows[4].versions[1] == SegmentRange{2, 1});
  CHECK(rows[4].versions[0] == SegmentRange{5, 0});
}

TEST_CASE("own text inside a row that another version holds together stays in that row", "[rows]") {
  const Alignment chinese{{bead(0, 1, 0, 1), bead(1, 0, 1, 1, 0.4F), bead(1, 1, 2, 1)}, ""};
  const Alignment japanese{{bead(0, 2, 0, 1)}, ""};
  const std::vector<Row> rows = merge_rows(2, {chinese, japanese});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].versions[0] == SegmentRange{0, 3});
  CHECK(rows[0].confidence[0] == 0.4F);
}

// Any alignment of `sources` with some number of targets.
Alignment random_alignment(std::uint32_t sources, std::mt19937& random) {
  const auto below = [&](unsigned limit) { return static_cast<std::uint32_t>(random() % limit); };
  Alignment alignment;
  std::uint32_t i = 0, j = 0;
  while (i < sources) {
    const std::uint32_t n = std::min(below(4), sources - i);
    const std::uint32_t m = n == 0 ? 1 : below(4);
    alignment.beads.push_back(bead(i, n, j, m));
    i += n;
    j += m;
  }
  if (random() % 2 == 0) alignment.beads.push_back(bead(i, 0, j, 1));
  return alignment;
}

TEST_CASE("rows hold every segment of every text once and in order", "[rows]") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int trial = 0; trial < 300; ++trial) {
    const auto originals = static_cast<std::uint32_t>(random() % 30);
    std::vector<Alignment> versions;
    for (auto v = random() % 5; v > 0; --v) versions.push_back(random_alignment(originals, random));
    std::uint32_t next = 0;
    std::vector<std::uint32_t> at(versions.size(), 0);
    for (const Row& row : merge_rows(originals, versions)) {
      REQUIRE(row.original.first == next);
      next = row.original.past();
      REQUIRE(row.versions.size() == versions.size());
      REQUIRE(row.confidence.size() == versions.size());
      std::size_t filled = 0;
      for (std::size_t v = 0; v < versions.size(); ++v) {
        REQUIRE(row.versions[v].first == at[v]);
        at[v] = row.versions[v].past();
        filled += row.versions[v].empty() ? 0 : 1;
      }
      if (row.original.empty()) REQUIRE(filled == 1);
    }
    REQUIRE(next == originals);
    for (std::size_t v = 0; v < versions.size(); ++v)
      REQUIRE(at[v] == (versions[v].beads.empty() ? 0 : versions[v].beads.back().target.past()));
  }
}

}  // namespace
}  // namespace hexapla
