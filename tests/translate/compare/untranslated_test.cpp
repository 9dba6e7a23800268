#include "translate/compare/untranslated.h"

#include "tests/catch.h"

using namespace hexapla;

namespace {
bool left(const char* source, const char* from, const char* target, const char* to) {
  return is_left_untranslated(source, *LanguageTag::parse(from), target, *LanguageTag::parse(to));
}
}  // namespace

TEST_CASE("a sentence repeated in the source's language was left untranslated", "[compare]") {
  CHECK(left("ولم تُحدَّد أسعار التذاكر بعد.", "ar", "ولم تُحدَّد أسعار التذاكر بعد.", "es"));
  CHECK(left("ยังไม่ได้กำหนดราคาตั๋ว", "th", "ยังไม่ได้กำหนดราคาตั๋ว", "zh"));
  CHECK(left("票价尚未确定，请等候通知。", "zh", "票价尚未确定，请等候通知。", "en"));
  CHECK(left("Ціни на квитки ще не встановлено.", "uk", "ЦІНИ на квитки ще не встановлено!", "en"));
}

TEST_CASE("a translation, a name or a figure is no sign of it", "[compare]") {
  CHECK_FALSE(left("ولم تُحدَّد أسعار التذاكر بعد.", "ar", "Las tarifas aún no se han fijado.", "es"));
  CHECK_FALSE(left("Tamsin Veld", "en", "Tamsin Veld", "es"));
  CHECK_FALSE(left("12 300 45 67 89", "uk", "12 300 45 67 89", "zh"));
  CHECK_FALSE(left("票价", "zh", "票价", "th"));
  CHECK_FALSE(left("", "he", "", "fa"));
}

TEST_CASE("two texts in one language are never untranslated", "[compare]") {
  CHECK_FALSE(
      left("Ціни на квитки ще не встановлено.", "uk", "Ціни на квитки ще не встановлено.", "uk"));
}
