#include "translate/align/word_links.h"

#include <algorithm>
#include <string>

#include "tests/catch.h"
#include "tests/translate/align/text_to_align.h"

namespace hexapla {
namespace {

std::vector<Bead> one_by_one(std::size_t count) {
  std::vector<Bead> beads;
  for (std::uint32_t i = 0; i < count; ++i) beads.push_back({{i, 1}, {i, 1}, 1});
  return beads;
}

std::string_view word_of(const TextToAlign& text, const LinkedWord& word) {
  return word.range.of(text.segments[word.segment]);
}

// The words of the target that render `word` of the source in a bead, with spaces between.
std::string rendering(const TextToAlign& source, const TextToAlign& target, const BeadLinks& bead,
                      std::string_view word) {
  std::string found;
  for (const WordLink& link : bead.links) {
    if (word_of(source, bead.source_words[link.source]) != word) continue;
    if (!found.empty()) found += ' ';
    found += word_of(target, bead.target_words[link.target]);
  }
  return found;
}

// Arabic says the verb first, Ukrainian here the subject: only which words come again together
// tells.
const std::vector<std::string> kArabic = {
    "اشترى الصياد سفينة.",    "رأى المعلم سفينة.", "رأى الصياد شبكة.",     "باع الولد سفينة.",
    "اشترى المعلم كتابا.",    "باع الصياد كتابا.", "اشترى الولد شبكة.",    "رأى الولد كتابا.",
    "باع المعلم شبكة اليوم.", "رأى الولد المعلم.", "اشترى المعلم 12 شبكة."};
const std::vector<std::string> kUkrainian = {
    "Рибалка придбав корабель.", "Учитель побачив корабель.", "Рибалка побачив сітку.",
    "Хлопець продав корабель.",  "Учитель придбав книгу.",    "Рибалка продав книгу.",
    "Хлопець придбав сітку.",    "Хлопець побачив книгу.",    "Сьогодні учитель продав сітку.",
    "Хлопець побачив учителя.",  "Учитель придбав 12 сіток."};

TEST_CASE("words that come again together are linked wherever they stand", "[words]") {
  const TextToAlign source = text("ar", kArabic), target = text("uk", kUkrainian);
  const std::vector<BeadLinks> beads = link_words(source, target, one_by_one(kArabic.size()));
  REQUIRE(beads.size() == kArabic.size());
  CHECK(rendering(source, target, beads[0], "الصياد") == "Рибалка");
  CHECK(rendering(source, target, beads[0], "اشترى") == "придбав");
  CHECK(rendering(source, target, beads[3], "باع") == "продав");
  CHECK(rendering(source, target, beads[7], "كتابا") == "книгу");
  CHECK(rendering(source, target, beads[8], "المعلم") == "учитель");
  CHECK(rendering(source, target, beads[10], "12") == "12");
}

TEST_CASE("words of scripts without spaces are those of a dictionary", "[words]") {
  const std::vector<std::string> thai = {"โรงเรียนเปิดวันจันทร์"}, chinese = {"学校星期一开门。"};
  const TextToAlign source = text("th", thai), target = text("zh", chinese);
  const std::vector<BeadLinks> beads = link_words(source, target, one_by_one(1));
  REQUIRE(beads.size() == 1);
  const auto has = [](const TextToAlign& of, const std::vector<LinkedWord>& words,
                      std::string_view wanted) {
    return std::any_of(words.begin(), words.end(),
                       [&](const LinkedWord& word) { return word_of(of, word) == wanted; });
  };
  CHECK(has(source, beads[0].source_words, "โรงเรียน"));
  CHECK(has(target, beads[0].target_words, "学校"));
  CHECK(has(target, beads[0].target_words, "星期一"));
}

TEST_CASE("every word lies in its segment, in order, and links name words", "[words]") {
  const TextToAlign source = text("ar", kArabic), target = text("uk", kUkrainian);
  const std::vector<Bead> beads = {
      {{0, 2}, {0, 2}, 1}, {{2, 1}, {2, 0}, 1}, {{3, 0}, {2, 2}, 1}, {{3, 3}, {4, 2}, 1}};
  const auto in_order = [](const TextToAlign& of, const SegmentRange& range,
                           const std::vector<LinkedWord>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const LinkedWord& word = words[i];
      CHECK(word.segment >= range.first);
      REQUIRE(word.segment < range.past());
      CHECK(word.range.end <= of.segments[word.segment].size());
      CHECK(!word.range.empty());
      CHECK(word.rendered >= 0);
      CHECK(word.rendered <= 1);
      if (i == 0 || words[i - 1].segment != word.segment) continue;
      CHECK(words[i - 1].range.end <= word.range.begin);
    }
  };
  const std::vector<BeadLinks> linked = link_words(source, target, beads);
  REQUIRE(linked.size() == beads.size());
  for (std::size_t i = 0; i < beads.size(); ++i) {
    CHECK(linked[i].source == beads[i].source);
    CHECK(linked[i].target == beads[i].target);
    in_order(source, beads[i].source, linked[i].source_words);
    in_order(target, beads[i].target, linked[i].target_words);
    for (const WordLink& link : linked[i].links) {
      CHECK(link.source < linked[i].source_words.size());
      CHECK(link.target < linked[i].target_words.size());
      CHECK(link.confidence > 0);
      CHECK(link.confidence <= 1);
    }
  }
  CHECK(linked[1].links.empty());
  CHECK(linked[2].links.empty());
  CHECK(!linked[0].links.empty());
}

TEST_CASE("a lexicon links words that stand only once", "[words]") {
  const std::vector<std::string> arabic = {"رأى الولد سفينة كبيرة"}, chinese = {"大船被男孩看见了"};
  const TextToAlign source = text("ar", arabic), target = text("zh", chinese);
  Lexicon known;
  known.add("سفينة", "船", 20);
  known.add("كبيرة", "大", 20);
  known.add("ولد", "男", 20);
  known.add("ولد", "孩", 20);
  const std::vector<BeadLinks> beads = link_words(source, target, one_by_one(1), &known);
  CHECK(rendering(source, target, beads[0], "الولد") == "男孩");
}

TEST_CASE("a bead of a million pairs of words is left without links", "[words]") {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "слово ";
  const std::vector<std::string> one = {many};
  const std::vector<BeadLinks> beads = link_words(text("uk", one), text("uk", one), one_by_one(1));
  CHECK(beads[0].source_words.size() == 1000);
  CHECK(beads[0].links.empty());
}

TEST_CASE("nothing to link gives nothing", "[words]") {
  const std::vector<std::string> none;
  CHECK(link_words(text("ar", none), text("uk", none), {}).empty());
  const std::vector<std::string> empty = {""};
  const std::vector<BeadLinks> beads =
      link_words(text("ar", empty), text("uk", empty), one_by_one(1));
  REQUIRE(beads.size() == 1);
  CHECK(beads[0].source_words.empty());
}

}  // namespace
}  // namespace hexapla
