#include "store/archive/bead_corrections.h"

#include "store/archive/renderings.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"
#include "translate/align/held_alignment.h"

namespace hexapla {
namespace {

using Sides = std::vector<std::pair<SegmentRange, SegmentRange>>;

Sides sides_of(const Alignment& alignment) {
  Sides sides;
  for (const Bead& bead : alignment.beads) sides.emplace_back(bead.source, bead.target);
  return sides;
}

Alignment one_by_one(std::uint32_t count) {
  Alignment alignment;
  for (std::uint32_t i = 0; i < count; ++i) alignment.beads.push_back({{i, 1}, {i, 1}, 0.5F});
  return alignment;
}

BeadCorrection correction(BeadChange change, SegmentRange source, SegmentRange target) {
  return {change, source, target, {}, {}, 0, 0};
}

Sides after(const Alignment& alignment, std::vector<BeadCorrection> corrections) {
  return sides_of(corrected(alignment, corrections));
}

TEST_CASE("linked sentences are a bead of their own, and what it leaves over stands alone",
          "[beads]") {
  CHECK(after(one_by_one(4), {correction(BeadChange::link, {1, 2}, {1, 1})}) ==
        Sides{{{0, 1}, {0, 1}}, {{1, 2}, {1, 1}}, {{3, 0}, {2, 1}}, {{3, 1}, {3, 1}}});
  const Alignment alignment =
      corrected(one_by_one(4), std::vector{correction(BeadChange::link, {1, 2}, {1, 1})});
  CHECK(alignment.beads[1].confidence == 1);
  CHECK(alignment.beads[2].confidence == 0.5F);
}

TEST_CASE("merged beads are one, split beads are two", "[beads]") {
  const BeadCorrection merge = correction(BeadChange::merge, {}, {1, 2});
  CHECK(after(one_by_one(4), {merge}) ==
        Sides{{{0, 1}, {0, 1}}, {{1, 2}, {1, 2}}, {{3, 1}, {3, 1}}});
  CHECK(after(one_by_one(4), {merge, correction(BeadChange::split, {1, 1}, {1, 1})}) ==
        sides_of(one_by_one(4)));
}

TEST_CASE("unlinked sentences have no counterpart", "[beads]") {
  CHECK(after(one_by_one(3), {correction(BeadChange::unlink, {1, 1}, {1, 1})}) ==
        Sides{{{0, 1}, {0, 1}}, {{1, 1}, {1, 0}}, {{2, 0}, {1, 1}}, {{2, 1}, {2, 1}}});
  CHECK(after(one_by_one(2), {correction(BeadChange::unlink, {}, {1, 1})}) ==
        Sides{{{0, 1}, {0, 1}}, {{1, 0}, {1, 1}}, {{1, 1}, {2, 0}}});
}

TEST_CASE("a later correction wins over an earlier one that it contradicts", "[beads]") {
  CHECK(after(one_by_one(3), {correction(BeadChange::link, {0, 1}, {1, 1}),
                              correction(BeadChange::link, {0, 1}, {0, 1})})[0] ==
        std::pair(SegmentRange{0, 1}, SegmentRange{0, 1}));
}

TEST_CASE("whatever is corrected, every sentence stays in exactly one bead, in order", "[beads]") {
  std::uint32_t seed = 7;
  const auto roll = [&](std::uint32_t past) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 10U) % past;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<BeadCorrection> corrections;
    for (int i = 0; i < 5; ++i) {
      SegmentRange source{roll(6), 0}, target{roll(6), 0};
      source.count = roll(7 - source.first);
      target.count = roll(7 - target.first);
      corrections.push_back(correction(static_cast<BeadChange>(roll(4)), source, target));
    }
    std::uint32_t source = 0, target = 0;
    for (const Bead& bead : corrected(one_by_one(6), corrections).beads) {
      CHECK(bead.source.first == source);
      CHECK(bead.target.first == target);
      CHECK(!(bead.source.empty() && bead.target.empty()));
      source = bead.source.past();
      target = bead.target.past();
    }
    CHECK(source == 6);
    CHECK(target == 6);
  }
}

TEST_CASE("a correction is kept as a statement, survives a rebuild, and is undone by retraction",
          "[beads]") {
  test::SampleArchive sample;
  sample.fill();
  Archive& archive = sample.archive();
  const auto address = [&](const char* text) { return archive.read().resolve(text); };
  const RevisionAddress source = address("ferry/ar"), target = address("ferry/es");
  const Alignment before = alignment_between(archive.read(), source, target);
  BeadCorrection change = correction(BeadChange::link, {1, 2}, {1, 1});
  change.by = "Nura";
  const std::uint64_t event = archive.state(
      target, {statement_of(change, archive.read(), source, target, "one sentence for two")},
      "Nura");
  const auto holds = [&] {
    for (const Bead& bead : alignment_between(archive.read(), source, target).beads)
      if (bead.source == change.source && bead.target == change.target) return true;
    return false;
  };
  CHECK(holds());
  const std::vector<BeadCorrection> found = corrections_between(archive.read(), source, target);
  REQUIRE(found.size() == 1);
  CHECK(found[0].by == "Nura");
  CHECK(found[0].event == event);
  CHECK(found[0].source == change.source);
  // What a search says of other versions is by the same beads.
  const auto rendered = [&](SegmentRange segments) {
    for (const Rendering& one : find_renderings(archive.read(), source, segments))
      if (one.address == target) return one.segments;
    return SegmentRange{};
  };
  CHECK(rendered({2, 1}) == change.target);
  archive.reindex([](std::uint64_t, std::uint64_t) {});
  CHECK(holds());
  archive.retract(event, 0, "it was two after all", "Nura");
  CHECK(sides_of(alignment_between(archive.read(), source, target)) == sides_of(before));
  CHECK(rendered({2, 1}) != change.target);
  CHECK(corrections_between(archive.read(), source, target).empty());
}

}  // namespace
}  // namespace hexapla
