#include "translate/compare/omissions.h"

#include <string>

#include "tests/catch.h"
#include "tests/translate/align/text_to_align.h"

namespace hexapla {
namespace {

// Nine sentences of who did what, in Arabic and in two Ukrainian versions that are alike.
struct Sample {
  std::vector<std::string> arabic = {
      "اشترى الصياد سفينة كبيرة.", "رأى المعلم سفينة كبيرة.",   "رأى الصياد شبكة صغيرة.",
      "باع الولد سفينة صغيرة.",    "اشترى المعلم كتابا كبيرا.", "باع الصياد كتابا صغيرا.",
      "اشترى الولد شبكة كبيرة.",   "رأى الولد كتابا كبيرا.",    "باع المعلم شبكة صغيرة."};
  std::vector<std::string> one = {
      "Рибалка придбав великий корабель.", "Учитель побачив великий корабель.",
      "Рибалка побачив малу сітку.",       "Хлопець продав малий корабель.",
      "Учитель придбав велику книгу.",     "Рибалка продав малу книгу.",
      "Хлопець придбав велику сітку.",     "Хлопець побачив велику книгу.",
      "Учитель продав малу сітку."};
  std::vector<std::string> two = one;

  std::vector<TextToAlign> versions;
  std::vector<std::vector<BeadLinks>> rows;
  TextToAlign original;

  OmissionFinder finder() {
    original = text("ar", arabic);
    versions = {text("uk", one), text("uk", two)};
    std::vector<Bead> beads;
    for (std::uint32_t i = 0; i < arabic.size(); ++i) beads.push_back({{i, 1}, {i, 1}, 1});
    const std::vector<PairToLink> pairs = {{&original, &versions[0], beads},
                                           {&original, &versions[1], beads}};
    const auto links = link_words_together(pairs);
    rows.assign(arabic.size(), {});
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = {links[0][i], links[1][i]};
    return OmissionFinder(original, versions, rows);
  }
};

TEST_CASE("versions that render every word lack and add nothing", "[omissions]") {
  Sample sample;
  const OmissionFinder finder = sample.finder();
  for (std::size_t row = 0; row < sample.rows.size(); ++row) {
    for (std::size_t version = 0; version < 2; ++version) {
      CHECK(finder.wanting(row, version).empty());
      CHECK(finder.added(row, version).empty());
    }
  }
}

TEST_CASE("what one version leaves out and the other renders is wanting", "[omissions]") {
  Sample sample;
  sample.arabic[3] = "باع الولد سفينة صغيرة ورأى الصياد كتابا كبيرا ورأى المعلم شبكة.";
  sample.two[3] =
      "Хлопець продав малий корабель, рибалка побачив велику книгу, учитель побачив сітку.";
  const OmissionFinder finder = sample.finder();
  const std::vector<Stray> stray = finder.wanting(3, 0);
  REQUIRE(stray.size() == 1);
  CHECK(stray[0].words >= kLeastStray);
  // The sentence's second half, and nothing of its first words.
  CHECK(stray[0].first >= 2);
  CHECK(stray[0].past > stray[0].first + 3);
  CHECK(finder.wanting(3, 1).empty());
}

TEST_CASE("an amount that only the version names is added", "[omissions]") {
  Sample sample;
  sample.one[4] = "Учитель придбав велику книгу, десь 37 000 євро разом.";
  const OmissionFinder finder = sample.finder();
  const std::vector<Stray> stray = finder.added(4, 0);
  REQUIRE(stray.size() == 1);
  const auto& words = sample.rows[4][0].target_words;
  const ByteRange range{words[stray[0].first].range.begin, words[stray[0].past - 1].range.end};
  CHECK(range.of(sample.one[4]).find("37 000") != std::string_view::npos);
  CHECK(finder.added(4, 1).empty());
}

TEST_CASE("rows with one empty side are no matter of stretches", "[omissions]") {
  Sample sample;
  OmissionFinder finder = sample.finder();
  sample.rows[2][0].target = {2, 0};
  sample.rows[2][0].target_words.clear();
  CHECK(finder.wanting(2, 0, 0).empty());
  CHECK(finder.added(2, 0, 0).empty());
}

}  // namespace
}  // namespace hexapla
