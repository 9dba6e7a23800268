#include "translate/align/known_terms.h"

#include <algorithm>

#include "tests/catch.h"

namespace hexapla {
namespace {

// The pairs found between two lists of words, as `word=word`, in order.
std::vector<std::string> pairs_between(std::string_view source_tag, std::string_view source_words,
                                       std::string_view target_tag, std::string_view target_words) {
  const AlignTuning tuning;
  const auto source_language = LanguageTag::parse(source_tag).value();
  const auto target_language = LanguageTag::parse(target_tag).value();
  Vocabulary source, target;
  std::vector<WordCount> words;
  std::vector<std::uint16_t> places;
  WordReader(source, source_language, tuning.stem_letters, "").read(source_words, words, places);
  WordReader(target, target_language, tuning.stem_letters, "").read(target_words, words, places);
  std::vector<std::string> result;
  for (const KnownPair& pair :
       find_known_terms(source, source_language, target, target_language, tuning)) {
    REQUIRE(pair.count > 0);
    REQUIRE(static_cast<double>(pair.count) <= tuning.term_weight);
    result.push_back(source[pair.given].spelling + "=" + target[pair.produced].spelling);
  }
  return result;
}

bool holds(const std::vector<std::string>& pairs, std::string_view pair) {
  return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
}

TEST_CASE("words that name one country, month or number are known in two scripts", "[align]") {
  const auto arabic =
      pairs_between("ar", "أوكرانيا وألمانيا في يناير", "en", "Ukraine and Germany in January");
  CHECK(holds(arabic, "اوكرانيا=ukraine"));
  CHECK(holds(arabic, "يناير=january"));
  const auto thai = pairs_between("th", "เยอรมนีเมื่อวาน", "uk", "Німеччина вчора");
  CHECK(holds(thai, "เยอรมนี=німеччина"));
  const auto german = pairs_between("de", "gestern, zwei Stunden", "tr", "dün iki saat");
  CHECK(holds(german, "stunden=saat"));
  CHECK(holds(german, "gestern=dun"));
}

TEST_CASE("each character of a Chinese name is worth a part of it", "[align]") {
  const auto pairs = pairs_between("zh", "乌克兰", "en", "Ukraine");
  CHECK(pairs == std::vector<std::string>{"乌=ukraine", "克=ukraine", "兰=ukraine"});
}

TEST_CASE("words that many names share are not taken for names", "[align]") {
  const auto pairs = pairs_between("en", "the tree stands", "ja", "木が立つ");
  CHECK(pairs.empty());
}

TEST_CASE("languages of which nothing is known have no terms", "[align]") {
  CHECK(pairs_between("tlh", "Ukraine", "ar", "أوكرانيا").empty());
  CHECK(pairs_between("ar", "أوكرانيا", "x-anything", "Ukraine").empty());
  CHECK(pairs_between("und", "Ukraine", "th", "ยูเครน").empty());
  CHECK(pairs_between("en", "", "th", "").empty());
}

}  // namespace
}  // namespace hexapla
