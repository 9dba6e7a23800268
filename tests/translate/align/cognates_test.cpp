#include "translate/align/cognates.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "tests/catch.h"

namespace hexapla {
namespace {

// Words of letters that no spelling habit changes, none of them twice in a row.
std::string any_word(std::mt19937& random, std::size_t letters) {
  constexpr std::string_view kLetters = "abdefgilmnorstu";
  std::string word;
  while (word.size() < letters)
    if (const char c = kLetters[random() % kLetters.size()]; word.empty() || word.back() != c)
      word.push_back(c);
  return word;
}

std::set<std::string> letter_pairs(const std::string& word) {
  const std::string bounded = " " + word + " ";
  std::set<std::string> pairs;
  for (std::size_t i = 0; i + 1 < bounded.size(); ++i) pairs.insert(bounded.substr(i, 2));
  return pairs;
}

double dice(const std::string& a, const std::string& b) {
  const auto of_a = letter_pairs(a), of_b = letter_pairs(b);
  const auto shared = std::count_if(of_a.begin(), of_a.end(),
                                    [&](const std::string& pair) { return of_b.contains(pair); });
  return 2 * static_cast<double>(shared) / static_cast<double>(of_a.size() + of_b.size());
}

TEST_CASE("words alike in letters are those that comparing every two words finds", "[align]") {
  std::mt19937 random(Catch::rngSeed());
  CAPTURE(Catch::rngSeed());
  const AlignTuning tuning;
  Vocabulary source, target;
  std::set<std::string> words;
  while (words.size() < 300) words.insert(any_word(random, 5 + random() % 8));
  for (const std::string& word : words) {
    source.add(WordClass::word, word, word);
    // The same with a letter or two changed.
    std::string other = word;
    for (auto changes = random() % 3; changes > 0; --changes)
      other[random() % other.size()] = "abdefgilmnorstu"[random() % 15];
    if (std::adjacent_find(other.begin(), other.end()) == other.end())
      target.add(WordClass::word, other, other);
  }
  std::map<std::pair<WordId, WordId>, double> expected;
  for (WordId a = 0; a < source.size(); ++a)
    for (WordId b = 0; b < target.size(); ++b) {
      const std::string &x = source[a].spelling, &y = target[b].spelling;
      const double alike = dice(x, y);
      if (x != y && (alike >= tuning.cognate_dice || x.substr(0, 5) == y.substr(0, 5)))
        expected[{a, b}] = tuning.cognate_weight * alike * alike;
    }
  REQUIRE(expected.size() > 50);
  std::size_t found = 0;
  for (const KnownPair& pair : find_cognates(source, target, false, tuning)) {
    if (source[pair.given].spelling == target[pair.produced].spelling) continue;
    const auto wanted = expected.find({pair.given, pair.produced});
    REQUIRE(wanted != expected.end());
    CHECK(static_cast<double>(pair.count) == Approx(wanted->second).margin(1e-5));
    ++found;
  }
  CHECK(found == expected.size());
}

TEST_CASE("looking for words that are alike takes time linear in the words", "[align]") {
  std::mt19937 random(1);
  const auto seconds = [&](std::size_t count) {
    Vocabulary source, target;
    for (Vocabulary* const vocabulary : {&source, &target})
      while (vocabulary->size() < count) {
        const std::string word = any_word(random, 6 + random() % 6);
        vocabulary->add(WordClass::word, word, word);
      }
    const std::clock_t start = std::clock();
    find_cognates(source, target, false, AlignTuning{});
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  // Comparing every two of the words that share a pair of letters takes sixteen times as long.
  const double few = seconds(20'000);
  CHECK(seconds(80'000) < 9 * few);
}

}  // namespace
}  // namespace hexapla
