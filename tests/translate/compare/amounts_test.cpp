#include "translate/compare/amounts.h"

#include "tests/catch.h"
#include "translate/compare/addresses.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

bool differ_in_unit(const char* source, const char* from, const char* target, const char* to) {
  return !compare_amounts(source, tag(from), target, tag(to)).empty();
}

std::string amounts_in(std::string_view text, const char* language) {
  std::string shown;
  for (const WrittenAmount& amount : find_amounts(text, tag(language)))
    shown += (shown.empty() ? "" : "|") + std::string(amount.range.of(text));
  return shown;
}

}  // namespace

TEST_CASE("an amount is a figure with a currency or unit in the language's own words",
          "[compare]") {
  CHECK(amounts_in("بعد 15 كيلومترًا", "ar") == "15 كيلومترًا");
  CHECK(amounts_in("بعد 72 كيلو مترًا", "ar") == "72 كيلو مترًا");
  CHECK(amounts_in("花费500万美元，全长15公里。", "zh-Hans") == "500万美元|15公里");
  CHECK(amounts_in("за 300 доларів і 20 хвилин", "uk") == "300 доларів|20 хвилин");
  CHECK(amounts_in("$5 or €6.50 or 7 km", "en") == "$5|€6.50|7 km");
  CHECK(amounts_in("40,000 new cases in 1962 in all", "en").empty());
}

TEST_CASE("a unit agrees with the same one in another language, and with every sense of its word",
          "[compare]") {
  CHECK_FALSE(differ_in_unit("15 كيلومترًا", "ar", "15 กิโลเมตร", "th"));
  CHECK_FALSE(differ_in_unit("500万美元", "zh", "$5 million", "en"));
  CHECK_FALSE(differ_in_unit("1億3600万ドル", "ja", "1.36亿美元", "zh"));
  CHECK_FALSE(differ_in_unit("5 pounds", "en", "5 фунтів", "uk"));
  CHECK(differ_in_unit("15公里", "zh", "15 miles", "en"));
  CHECK(differ_in_unit("37 minutes", "en", "37 روز", "fa"));
}

TEST_CASE("names of units are known in other cases, scripts and abbreviations", "[compare]") {
  CHECK(amounts_in("במהירות של 100 קמ\"ש, 72 ק“מ", "he") == "100 קמ\"ש|72 ק“מ");
  CHECK(amounts_in("อุณหภูมิ 25 °C", "th") == "25 °C");
  CHECK(amounts_in("每 37 小時一班，氣溫 25℃", "zh-Hant") == "37 小時|25℃");
  CHECK(amounts_in("σε διάστημα 24 λεπτών", "el") == "24 λεπτών");
  CHECK(amounts_in("на svakih 37 sati", "sr-Latn") == "37 sati");
  CHECK(amounts_in("24시간 동안 72마일을", "ko") == "24시간|72마일");
  CHECK(amounts_in("720 lb at 77°F in 5 in a row", "en") == "720 lb|77°F");
}

TEST_CASE("a language without names of units has the signs of all, and not names of the process's",
          "[compare]") {
  CHECK(amounts_in("5 dollars or 7 km", "ext") == "7 km");
  CHECK(amounts_in("5 dollars or 7 km", "en-NZ") == "5 dollars|7 km");
}

TEST_CASE("a unit that differs is told although the original has that unit by another figure",
          "[compare]") {
  CHECK(differ_in_unit("一座距首都 45 英里（72 公里）的火山", "zh-Hans",
                       "вулкан за 45 миль (72 милі) від столиці", "uk"));
  CHECK_FALSE(differ_in_unit("一座距首都 45 英里（72 公里）的火山", "zh-Hans",
                             "вулкан за 72 км (45 миль) від столиці", "uk"));
  CHECK_FALSE(
      differ_in_unit("5 ساعات، 5 أميال في الساعة", "ar", "5 miles an hour for 5 hours", "en"));
}

TEST_CASE("lengths in other powers of ten are no other figures, and areas may be told by lengths",
          "[compare]") {
  CHECK_FALSE(differ_in_unit("全长5公里", "zh", "5,000 metres long", "en"));
  CHECK_FALSE(differ_in_unit("面积5平方公里", "zh", "5 square kilometres", "en"));
  CHECK_FALSE(differ_in_unit("במהירות 100 קמ\"ש", "he", "100 kilometres per hour", "en"));
  CHECK(differ_in_unit("במהירות 100 קמ\"ש", "he", "100 miles per hour", "en"));
  CHECK(differ_in_unit("500万美元", "zh", "5 million euros", "en"));
}

TEST_CASE("addresses are found without what the sentence put behind them", "[compare]") {
  const std::string text =
      "请访问（https://Example.org/a_(b)）或写信给 info@example.org。See www.example.org/.";
  const auto found = find_addresses(text);
  REQUIRE(found.size() == 3);
  CHECK(found[0].range.of(text) == "https://Example.org/a_(b)");
  CHECK(found[0].value == "example.org/a_(b)");
  CHECK(found[1].value == "info@example.org");
  CHECK(found[2].value == "example.org");
  CHECK(find_addresses("a @ b, user@localhost, http://").empty());
}
