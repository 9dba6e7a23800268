#include "store/model/compose_alignment.h"

#include "tests/catch.h"

using namespace hexapla;

namespace {
Alignment of(std::vector<Bead> beads, const char* aligner = "pairing-1") {
  return {std::move(beads), aligner};
}
}  // namespace

TEST_CASE(
    "beads of two alignments that share borders compose bead by bead, and confidences multiply",
    "[compose]") {
  const Alignment result = compose(of({{{0, 1}, {0, 1}, 0.5F}, {{1, 2}, {1, 1}, 1}}, "first"),
                                   of({{{0, 1}, {0, 2}, 0.5F}, {{1, 1}, {2, 1}, 0.5F}}, "second"));
  CHECK(result == of({{{0, 1}, {0, 2}, 0.25F}, {{1, 2}, {2, 1}, 0.5F}}, "second"));
}

TEST_CASE("beads that cross each other's borders compose to the smallest bead both agree with",
          "[compose]") {
  const Alignment result = compose(
      of({{{0, 1}, {0, 2}, 1}, {{1, 1}, {2, 2}, 1}, {{2, 1}, {4, 1}, 1}}),
      of({{{0, 1}, {0, 1}, 1}, {{1, 2}, {1, 1}, 1}, {{3, 1}, {2, 1}, 1}, {{4, 1}, {3, 1}, 1}}));
  CHECK(result == of({{{0, 2}, {0, 3}, 1}, {{2, 1}, {3, 1}, 1}}));
}

TEST_CASE(
    "what either text lacks stays without counterpart, and what only the middle has leaves no "
    "trace",
    "[compose]") {
  // A: 0 is left out of B; B: 0 is B's own, and C left it out; C: 0 is C's own.
  const Alignment result =
      compose(of({{{0, 1}, {0, 0}, 0.5F}, {{1, 0}, {0, 1}, 0.5F}, {{1, 1}, {1, 1}, 1}}),
              of({{{0, 0}, {0, 1}, 0.25F}, {{0, 1}, {1, 0}, 1}, {{1, 1}, {1, 1}, 1}}));
  CHECK(result == of({{{0, 1}, {0, 0}, 0.5F}, {{1, 0}, {0, 1}, 0.25F}, {{1, 1}, {1, 1}, 1}}));
}

TEST_CASE("empty texts compose to nothing", "[compose]") {
  CHECK(compose(of({}), of({})).beads.empty());
  CHECK(compose(of({{{0, 3}, {0, 0}, 1}}), of({})).beads == std::vector<Bead>{{{0, 3}, {0, 0}, 1}});
}
