#include "translate/compare/number_words.h"

#include <map>
#include <string>

#include "tests/catch.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

// What is read of `text`, by its words, but for numbers below 10.
std::map<std::string, double> read(std::string_view text, const char* language) {
  std::map<std::string, double> values;
  for (const WrittenNumber& number : NumberWords::of(tag(language)).find(text)) {
    REQUIRE_FALSE(number.values.empty());
    if (number.values.front() >= 10) values.emplace(number.range.of(text), number.values.front());
  }
  return values;
}

std::set<double> unread(std::string_view text, const char* language) {
  const NumberWords& words = NumberWords::of(tag(language));
  return words.unread(text, words.find(text));
}

using Read = std::map<std::string, double>;

}  // namespace

TEST_CASE("a number written out has its value in every language that ICU spells", "[compare]") {
  CHECK(read("خمسة وأربعون رجلا", "ar") == Read{{"خمسة وأربعون", 45}});
  CHECK(read("سبعة وثلاثون ألف متطوع", "ar") == Read{{"سبعة وثلاثون ألف", 37000}});
  CHECK(read("ผู้คนสามหมื่นเจ็ดพันคน", "th") == Read{{"สามหมื่นเจ็ดพัน", 37000}});
  CHECK(read("院子里攒了两千一百多把", "zh-Hans") == Read{{"两千一百", 2100}});
  CHECK(read("院子裡攢了兩萬三千把", "zh-Hant") == Read{{"兩萬三千", 23000}});
  CHECK(read("三万七千人が集まった", "ja") == Read{{"三万七千", 37000}});
  CHECK(read("二〇二二年", "zh") == Read{{"二〇二二", 2022}});
  CHECK(read("삼만 칠천 명", "ko") == Read{{"삼만 칠천", 37000}});
  CHECK(read("सैंतीस हज़ार लोग", "hi") == Read{{"सैंतीस हज़ार", 37000}});
  CHECK(read("ארבעים וחמש שנים", "he") == Read{{"ארבעים וחמש", 45}});
  CHECK(read("тридцять сім тисяч", "uk") == Read{{"тридцять сім тисяч", 37000}});
  CHECK(read("около тридцати семи тысяч человек", "ru") == Read{{"тридцати семи тысяч", 37000}});
  CHECK(read("siebenunddreißigtausend Menschen", "de") == Read{{"siebenunddreißigtausend", 37000}});
  CHECK(read("dos mil cien paraguas", "es") == Read{{"dos mil cien", 2100}});
  CHECK(read("ciento tres y dos mil ciento tres", "es") == Read{{"dos mil ciento tres", 2103}});
  CHECK(read("quatre-vingt-dix-sept mille", "fr") == Read{{"quatre-vingt-dix-sept mille", 97000}});
  CHECK(read("two thousand one hundred and five", "en") ==
        Read{{"two thousand one hundred and five", 2105}});
  CHECK(read("Twenty-three people, and forty more", "en") ==
        Read{{"Twenty-three", 23}, {"forty", 40}});
}

TEST_CASE("words that leave open how many there are are not read but known to count", "[compare]") {
  CHECK(read("数千人，上百人，十万人", "zh").empty());
  CHECK(unread("数千人", "zh") == std::set<double>{1000});
  CHECK(read("half a million, several thousand", "en").empty());
  CHECK(unread("half a million, several thousand", "en") == std::set<double>{1000, 1000000});
  CHECK(unread("in the nineties", "en") == std::set<double>{90});
  CHECK(unread("มีคนหลายพันคน", "th") == std::set<double>{1000});
  CHECK(unread("两千一百", "zh").empty());
}

TEST_CASE("the last digit of a Han number may count hundreds", "[compare]") {
  const std::string text = "花了两千五";
  const auto found = NumberWords::of(tag("zh")).find(text);
  REQUIRE(found.size() == 1);
  CHECK(found[0].values == std::vector<double>{2005, 2500});
}

TEST_CASE("of a language that ICU does not spell no words are known", "[compare]") {
  CHECK_FALSE(NumberWords::of(tag("ext")).are_known());
  CHECK(read("two thousand one hundred", "ext").empty());
  CHECK(NumberWords::of(tag("th")).are_known());
}
