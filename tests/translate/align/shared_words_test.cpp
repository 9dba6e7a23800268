#include "translate/align/shared_words.h"

#include <random>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

// Sentences of words given by number.
SentenceTable table_of(const std::vector<std::vector<WordId>>& sentences) {
  SentenceTable table;
  for (const auto& words : sentences) {
    for (const WordId word : words) table.words.push_back({word, 1});
    table.first_word.push_back(static_cast<std::uint32_t>(table.words.size()));
    table.letters.push_back(static_cast<float>(words.size() * 5));
  }
  return table;
}

// Each number is a word of both sides, known to render itself.
std::vector<KnownPair> known_of(WordId words, float count) {
  std::vector<KnownPair> known;
  for (WordId word = 0; word < words; ++word) known.push_back({word, word, count});
  return known;
}

constexpr WordId kWords = 400;

// Sentence i has ten words that no other has.
std::vector<std::vector<WordId>> sentences(std::uint32_t first, std::uint32_t past) {
  std::vector<std::vector<WordId>> result;
  for (std::uint32_t i = first; i < past; ++i) {
    auto& words = result.emplace_back();
    for (WordId word = 0; word < 10; ++word) words.push_back(i * 10 + word);
  }
  return result;
}

bool holds(const Band& band, std::uint32_t i, std::uint32_t j) {
  return band.first[i] <= j && j <= band.last[i];
}

bool is_everything(const Band& band, const Stretch& stretch) {
  for (std::uint32_t i = 0; i <= stretch.source_count(); ++i)
    if (band.first[i] != 0 || band.last[i] != stretch.target_count()) return false;
  return true;
}

TEST_CASE("texts that share rare words are looked at near these alone", "[align]") {
  const SentenceTable source = table_of(sentences(0, 40)), target = table_of(sentences(0, 40));
  const auto known = known_of(kWords, 2);
  SharedWords shared(source, kWords, target, kWords, known);
  const Band band = shared.band({0, 40, 0, 40});
  for (std::uint32_t i = 0; i <= 40; ++i) {
    CAPTURE(i);
    CHECK(holds(band, i, i));
    CHECK(band.last[i] - band.first[i] <= 12);
  }
}

TEST_CASE("texts that share no known word are looked at wholly", "[align]") {
  const SentenceTable source = table_of(sentences(0, 20)), target = table_of(sentences(0, 17));
  SharedWords shared(source, kWords, target, kWords, {});
  const Stretch stretch{0, 20, 0, 17};
  CHECK(is_everything(shared.band(stretch), stretch));
}

TEST_CASE("words that are known a little narrow what is looked at less", "[align]") {
  const SentenceTable source = table_of(sentences(0, 40)), target = table_of(sentences(0, 40));
  const auto points = [&](float count) {
    const auto known = known_of(kWords, count);
    const Band band = SharedWords(source, kWords, target, kWords, known).band({0, 40, 0, 40});
    std::size_t all = 0;
    for (std::uint32_t i = 0; i <= 40; ++i) all += band.last[i] + 1 - band.first[i];
    return all;
  };
  CHECK(points(2) < points(0.2F));
  CHECK(points(0.2F) < points(0.02F));
  CHECK(points(2) == points(500));
}

TEST_CASE("a passage that one text lacks is passed by the shortest way", "[align]") {
  auto without = sentences(0, 12);
  for (auto& sentence : sentences(25, 40)) without.push_back(std::move(sentence));
  const SentenceTable whole = table_of(sentences(0, 40)), part = table_of(without);
  const auto known = known_of(kWords, 2);
  const Band band = SharedWords(whole, kWords, part, kWords, known).band({0, 40, 0, 27});
  for (std::uint32_t i = 0; i <= 12; ++i) CHECK(holds(band, i, i));
  for (std::uint32_t i = 12; i <= 25; ++i) CHECK(holds(band, i, 12));
  for (std::uint32_t i = 25; i <= 40; ++i) CHECK(holds(band, i, i - 13));
  const Band turned = SharedWords(part, kWords, whole, kWords, known).band({0, 27, 0, 40});
  for (std::uint32_t j = 12; j <= 25; ++j) CHECK(holds(turned, 12, j));
}

TEST_CASE("a pair of texts is looked at the same whatever came before it in the tables",
          "[align]") {
  std::mt19937 random(20);
  auto drawn = [&](std::uint32_t count) {
    std::vector<std::vector<WordId>> result(count);
    for (auto& words : result)
      for (int k = 0; k < 6; ++k) words.push_back(static_cast<WordId>(random() % kWords));
    return result;
  };
  auto before = drawn(15), these = drawn(22);
  const auto known = known_of(kWords, 2);
  const SentenceTable alone = table_of(these);
  auto both = before;
  both.insert(both.end(), these.begin(), these.end());
  const SentenceTable together = table_of(both);
  const Band expected = SharedWords(alone, kWords, alone, kWords, known).band({0, 22, 0, 22});
  SharedWords shared(together, kWords, together, kWords, known);
  shared.band({0, 15, 0, 15});
  const Band found = shared.band({15, 37, 15, 37});
  CHECK(found.first == expected.first);
  CHECK(found.last == expected.last);
}

TEST_CASE("a text without sentences has one way past it", "[align]") {
  const SentenceTable some = table_of(sentences(0, 3)), none = table_of({});
  const auto known = known_of(kWords, 2);
  const Stretch stretch{0, 3, 0, 0};
  const Band band = SharedWords(some, kWords, none, kWords, known).band(stretch);
  CHECK(is_everything(band, stretch));
  CHECK(band.first.size() == 4);
}

}  // namespace
}  // namespace hexapla
