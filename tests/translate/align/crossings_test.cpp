#include "translate/align/crossings.h"

#include <algorithm>
#include <string>

#include "tests/catch.h"

namespace hexapla {
namespace {

// Two sentences a side, whose words are known to render each other.
struct Sample {
  Vocabulary source_words, target_words;
  WordReader source_reader{source_words, *LanguageTag::parse("ar"), 6, ""};
  WordReader target_reader{target_words, *LanguageTag::parse("en"), 6, ""};
  SentenceTable source, target;
  std::vector<KnownPair> forward, backward;
  AlignTuning tuning;

  static void add(const std::string& sentence, WordReader& reader, SentenceTable& table) {
    table.letters.push_back(static_cast<float>(reader.read(sentence, table.words, table.place)));
    table.first_word.push_back(static_cast<std::uint32_t>(table.words.size()));
    table.word_total.push_back(static_cast<float>(table.words.size()));
    table.opening.push_back(opening_of(sentence));
    table.closing.push_back(closing_of(sentence));
  }
  static WordId only_word(const std::string& word, WordReader& reader) {
    std::vector<WordCount> words;
    std::vector<std::uint16_t> places;
    reader.read(word, words, places);
    REQUIRE(words.size() == 1);
    return words[0].word;
  }
  void know(const std::string& of_source, const std::string& of_target) {
    const WordId a = only_word(of_source, source_reader), b = only_word(of_target, target_reader);
    forward.push_back({a, b, 8});
    backward.push_back({b, a, 8});
  }
  float across() {
    const auto by_given = [](const KnownPair& a, const KnownPair& b) {
      return a.given != b.given ? a.given < b.given : a.produced < b.produced;
    };
    std::sort(forward.begin(), forward.end(), by_given);
    std::sort(backward.begin(), backward.end(), by_given);
    WordModel words_forward(source, source_words.size(), target, target_words.size(), forward,
                            tuning);
    WordModel words_backward(target, target_words.size(), source, source_words.size(), backward,
                             tuning);
    const BorderModel borders(tuning);
    const BeadModels models{source, target, words_forward, words_backward, borders, tuning};
    return words_across({0, 1, 0, 1, 1}, {1, 1, 1, 1, 1}, models);
  }
};

Sample boat(const char* first, const char* second) {
  Sample sample;
  Sample::add("أبحر قارب فجرا ثم رجع ليلا.", sample.source_reader, sample.source);
  Sample::add("نام صياد طويلا.", sample.source_reader, sample.source);
  Sample::add(first, sample.target_reader, sample.target);
  Sample::add(second, sample.target_reader, sample.target);
  sample.know("أبحر", "sailed");
  sample.know("قارب", "boat");
  sample.know("رجع", "returned");
  sample.know("ليلا", "night");
  sample.know("نام", "slept");
  sample.know("صياد", "fisherman");
  return sample;
}

TEST_CASE("A clause of an Arabic sentence that its translation tells in the next one is seen",
          "[align]") {
  CHECK(boat("A boat sailed early.", "Having returned by night, a fisherman slept.").across() > 4);
  CHECK(boat("A boat sailed early and returned by night.", "A fisherman slept.").across() < 0.5F);
}

TEST_CASE("Neighbouring beads become one where a clause crossed their border", "[align]") {
  const std::vector<LearnedBead> beads{
      {0, 1, 0, 1, 0.9F}, {1, 1, 1, 2, 0.8F}, {2, 1, 3, 1, 1}, {3, 1, 4, 0, 1}, {4, 1, 4, 1, 1}};
  std::vector<std::uint32_t> asked;
  const auto joined =
      join_crossed(beads,
                   [&](const LearnedBead& first, const LearnedBead& second,
                       const LearnedBead& both) -> std::optional<double> {
                     asked.push_back(first.source_first);
                     CHECK(both.source_count == first.source_count + second.source_count);
                     CHECK(both.target_count == first.target_count + second.target_count);
                     return first.source_first == 0 ? std::optional(3.0) : std::nullopt;
                   });
  REQUIRE(joined.size() == 4);
  CHECK(joined[0].source_count == 2);
  CHECK(joined[0].target_count == 3);
  CHECK(joined[0].weight < 0.8F);
  CHECK(joined[0].weight > 0.7F);
  CHECK(asked == std::vector<std::uint32_t>{0});  // what has no counterpart is not asked about
}

TEST_CASE("Words that cross speak for one bead, a border of blocks against it", "[align]") {
  CrossingEvidence evidence;
  CHECK(crossing_log_odds(evidence) < -5);
  evidence.crossing = 14;
  const double with_words = crossing_log_odds(evidence);
  CHECK(with_words > 1);
  evidence.structure = -7;
  CHECK(crossing_log_odds(evidence) < with_words - 6);
}

}  // namespace
}  // namespace hexapla
