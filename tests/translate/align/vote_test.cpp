#include "translate/align/vote.h"

#include <algorithm>

#include "tests/catch.h"

namespace hexapla {
namespace {

// Beads by their counts, all as sure.
Alignment of(float confidence, std::vector<std::pair<std::uint32_t, std::uint32_t>> counts) {
  Alignment alignment;
  std::uint32_t source = 0, target = 0;
  for (const auto& [n, m] : counts) {
    alignment.beads.push_back({{source, n}, {target, m}, confidence});
    source += n;
    target += m;
  }
  return alignment;
}

bool has(const Alignment& alignment, SegmentRange source, SegmentRange target) {
  return std::any_of(alignment.beads.begin(), alignment.beads.end(), [&](const Bead& bead) {
    return bead.source == source && bead.target == target;
  });
}

TEST_CASE("two alignments outvote a third, and one that is sure two that are not", "[vote]") {
  const Alignment halves = of(0.9F, {{1, 1}, {1, 1}, {1, 1}}), one = of(0.9F, {{1, 1}, {2, 2}});
  const Alignment most[] = {one, halves, halves};
  const Alignment voted = vote(most);
  REQUIRE(voted.beads.size() == 3);
  CHECK(has(voted, {1, 1}, {1, 1}));
  CHECK(voted.beads[0].confidence == Approx(0.9));
  CHECK(voted.beads[1].confidence == Approx(0.6));
  const Alignment sure[] = {of(0.95F, {{1, 1}, {2, 2}}), of(0.2F, {{1, 1}, {1, 1}, {1, 1}}),
                            of(0.2F, {{1, 1}, {1, 1}, {1, 1}})};
  CHECK(has(vote(sure), {1, 2}, {1, 2}));
}

TEST_CASE("each stretch goes to who is surer of it", "[vote]") {
  Alignment first = of(0.9F, {{2, 1}, {1, 1}, {1, 1}}), second = of(0.3F, {{1, 1}, {1, 0}, {2, 2}});
  second.beads[2].confidence = 0.95F;
  first.beads[1].confidence = first.beads[2].confidence = 0.1F;
  const Alignment both[] = {first, second};
  const Alignment voted = vote(both);
  REQUIRE(voted.beads.size() == 2);
  CHECK(has(voted, {0, 2}, {0, 1}));
  CHECK(has(voted, {2, 2}, {1, 2}));
}

TEST_CASE("a sentence without counterpart has its votes wherever it stands", "[vote]") {
  const Alignment votes[] = {of(0.8F, {{1, 0}, {0, 1}, {1, 1}}), of(0.8F, {{0, 1}, {1, 0}, {1, 1}}),
                             of(0.7F, {{1, 1}, {1, 1}})};
  const Alignment voted = vote(votes);
  REQUIRE(voted.beads.size() == 3);
  CHECK(voted.beads[0].confidence == Approx(1.6 / 3));
}

TEST_CASE("one vote is what it says, and of nothing nothing comes", "[vote]") {
  const Alignment alone[] = {of(0.5F, {{0, 2}, {1, 1}, {3, 1}})};
  CHECK(vote(alone).beads == alone[0].beads);
  const Alignment nothing[] = {{}, {}};
  CHECK(vote(nothing).beads.empty());
}

}  // namespace
}  // namespace hexapla
