#include "translate/align/align_together.h"

#include "tests/catch.h"
#include "tests/translate/align/text_to_align.h"

namespace hexapla {
namespace {

// Two texts whose lengths mislead: what belongs together can be known from words alone.
const std::vector<std::string> kHebrew = {"הדייג חזר אל הנמל.", "הסערה נמשכה שלושה ימים.",
                                          "הדייג תיקן את הרשת.", "הסערה שברה את הנמל."};
const std::vector<std::string> kSpanish = {
    "El pescador volvió al puerto.", "La tormenta duró tres días.", "El pescador remendó la red.",
    "La tormenta rompió el puerto."};

std::vector<std::pair<SegmentRange, SegmentRange>> beads_of(const Alignment& alignment) {
  std::vector<std::pair<SegmentRange, SegmentRange>> beads;
  for (const Bead& bead : alignment.beads) beads.emplace_back(bead.source, bead.target);
  return beads;
}

TEST_CASE("a lexicon adds up what it is told", "[align]") {
  Lexicon lexicon, more;
  lexicon.add("הסערה", "la", 1);
  more.add("הסערה", "la", 2.5F);
  more.add("הנמל", "puerto", 1);
  lexicon.add(more);
  REQUIRE(lexicon.find("הסערה") != nullptr);
  CHECK(lexicon.find("הסערה")->at("la") == 3.5F);
  CHECK(lexicon.find("הנמל")->size() == 1);
  CHECK(lexicon.find("הדייג") == nullptr);
}

TEST_CASE("texts aligned together leave a lexicon with the words that came again", "[align]") {
  const PairToAlign pair{text("he", kHebrew), text("es", kSpanish), std::nullopt};
  const std::vector<PairToAlign> pairs(6, pair);
  const AlignedTogether aligned = align_together(pairs, nullptr);
  REQUIRE(aligned.alignments.size() == 6);
  for (const Alignment& alignment : aligned.alignments) CHECK(alignment.beads.size() == 4);
  const Lexicon::Renderings* storm = aligned.learnt.find("הסער");
  REQUIRE(storm != nullptr);
  REQUIRE(storm->contains("torme"));
  for (const auto& [word, count] : *storm)
    if (word == "pesca") CHECK(count < storm->at("torme"));
}

TEST_CASE("a lexicon of other texts makes the beads of a short one surer", "[align]") {
  Lexicon known;
  for (const auto& [source, target] :
       {std::pair("הסער", "torme"), std::pair("נמשכ", "duro"), std::pair("שלוש", "tres"),
        std::pair("ימים", "dias"), std::pair("הדיי", "pesca"), std::pair("חזר", "volvi"),
        std::pair("הנמל", "puert"), std::pair("שברה", "rompi"), std::pair("את", "la"),
        std::pair("תיקן", "remen"), std::pair("הרשת", "red")})
    known.add(source, target, 30);
  const Alignment without = align(text("he", kHebrew), text("es", kSpanish));
  const Alignment with = align(text("he", kHebrew), text("es", kSpanish), known);
  REQUIRE(with.beads.size() == 4);
  REQUIRE(without.beads.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(with.beads[i].confidence > without.beads[i].confidence);
    CHECK(with.beads[i].confidence > 0.9F);
  }
}

TEST_CASE("a machine translation is a bridge to a version that leaves out and adds", "[align]") {
  const std::vector<std::string> machine = {
      "El pescador regresó al puerto.", "La tormenta duró tres días.", "El pescador reparó la red.",
      "La tormenta rompió el puerto."};
  const std::vector<std::string> version = {"El pescador volvió al puerto.",
                                            "El pescador remendó la red.",
                                            "La tormenta rompió el puerto."};
  const Alignment alignment =
      align_with_bridge(text("he", kHebrew), text("es", machine), text("es", version));
  const std::vector<std::pair<SegmentRange, SegmentRange>> expected = {
      {{0, 1}, {0, 1}}, {{1, 1}, {1, 0}}, {{2, 1}, {1, 1}}, {{3, 1}, {2, 1}}};
  CHECK(beads_of(alignment) == expected);
}

TEST_CASE("a bridge with other sentences than the source is aligned with it first", "[align]") {
  const std::vector<std::string> machine = {
      "El pescador regresó al puerto. La tormenta duró tres días.", "El pescador reparó la red.",
      "La tormenta rompió el puerto."};
  const Alignment alignment =
      align_with_bridge(text("he", kHebrew), text("es", machine), text("es", kSpanish));
  REQUIRE(!alignment.beads.empty());
  CHECK(alignment.beads.back().source.past() == 4);
  CHECK(alignment.beads.back().target.past() == 4);
  CHECK(align_together({}, nullptr).alignments.empty());
}

}  // namespace
}  // namespace hexapla
