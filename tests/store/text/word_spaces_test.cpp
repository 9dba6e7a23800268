#include "store/text/word_spaces.h"

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("scripts without spaces between words are known by the language alone", "[text]") {
  for (const char* language : {"th", "lo", "km", "my", "bo", "ja", "zh", "zh-Hant", "yue"}) {
    CAPTURE(language);
    CHECK_FALSE(has_word_spaces(*LanguageTag::parse(language)));
  }
  for (const char* language : {"ar", "he", "hi", "am", "ko", "uk", "vi", "en"}) {
    CAPTURE(language);
    CHECK(has_word_spaces(*LanguageTag::parse(language)));
  }
}

}  // namespace
}  // namespace hexapla
