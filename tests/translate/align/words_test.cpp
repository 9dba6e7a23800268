#include "translate/align/words.h"

#include <string_view>
#include <vector>

#include "tests/catch.h"
#include "translate/align/tuning.h"

using namespace hexapla;

namespace {

// How many different words the aligner sees in `text`.
std::size_t words_in(std::string_view text, std::string_view language) {
  Vocabulary vocabulary;
  WordReader reader(vocabulary, *LanguageTag::parse(language), AlignTuning{}.stem_letters, "");
  std::vector<WordCount> words;
  std::vector<std::uint16_t> places;
  reader.read(text, words, places);
  return words.size();
}

}  // namespace

TEST_CASE("forms of one word have one stem in every script", "[align]") {
  CHECK(words_in("كتاب كتابه كتابها والكتاب", "ar") == 1);
  CHECK(words_in("대통령이 대통령은 대통령에게", "ko") == 1);
  CHECK(words_in("ממשלה ממשלת ממשלות", "he") == 1);
  CHECK(words_in("правительство правительства правительством", "ru") == 1);
  CHECK(words_in("Minister ministers ministerial", "en") == 1);
}

TEST_CASE("different words keep different stems in every script", "[align]") {
  CHECK(words_in("كتاب كاتب مكتب مكتوب", "ar") == 4);
  CHECK(words_in("대통령 대사관 정부", "ko") == 3);
  CHECK(words_in("中国人口", "zh") == 4);
  CHECK(words_in("minor minister mineral", "en") == 3);
}

TEST_CASE("numbers with spaces between thousands are the numbers without", "[align]") {
  // One number, and the word between its spellings.
  CHECK(words_in("820\u00A0000 и 820 000 и 820,000 и ٨٢٠٬٠٠٠", "bg") == 2);
  CHECK(words_in("1 234 567 et 1234567", "fr") == 2);
  // A year before a count, a telephone number.
  CHECK(words_in("2014 500", "fr") == 2);
  CHECK(words_in("12 34 5678", "fr") == 3);
}
