#include "translate/compare/dates.h"

#include "tests/catch.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

// `10-21/2022`; both readings of an ambiguous one.
std::string dates_in(std::string_view text, const char* language) {
  std::string shown;
  for (const WrittenDate& date : find_dates(text, tag(language))) {
    if (!shown.empty()) shown += ' ';
    for (const auto& [month, day] : date.days)
      shown += std::to_string(month) + '-' + std::to_string(day) + '/';
    shown += std::to_string(date.year);
    CHECK(date.range.end <= text.size());
  }
  return shown;
}

}  // namespace

TEST_CASE("a date is read in the ways of each language", "[compare]") {
  CHECK(dates_in("في 21 تشرين الأول 2022.", "ar") == "10-21/2022");
  CHECK(dates_in("يوم ٢١ أكتوبر ٢٠٢٢", "ar") == "10-21/2022");
  CHECK(dates_in("เมื่อวันที่ 21 ตุลาคม", "th") == "10-21/0");
  CHECK(dates_in("会议于2022年10月21日在北京", "zh-Hans") == "10-21/2022");
  CHECK(dates_in("2022년 10월 21일에", "ko") == "10-21/2022");
  CHECK(dates_in("ב-21 באוקטובר 2022", "he") == "10-21/2022");
  CHECK(dates_in("21 жовтня 2022 року", "uk") == "10-21/2022");
  CHECK(dates_in("am 21. Oktober 2022 und am 3. Mai", "de") == "10-21/2022 5-3/0");
  CHECK(dates_in("el 21 de octubre de 2022", "es") == "10-21/2022");
  CHECK(dates_in("On October 21st, 2022, and 3 May", "en") == "10-21/2022 5-3/0");
  CHECK(dates_in("2022-10-21 21.10.2022", "cs") == "10-21/2022 10-21/2022");
}

TEST_CASE("a date that can be read in two ways is read in both", "[compare]") {
  CHECK(dates_in("on 3/4/2022", "en") == "4-3/3-4/2022");
}

TEST_CASE("what only looks like a date is none", "[compare]") {
  CHECK(dates_in("5 may come, 3 march on", "en").empty());
  CHECK(dates_in("32 жовтня", "uk").empty());
  CHECK(dates_in("版本 1.2.3", "zh-Hans").empty());
  CHECK(dates_in("", "th").empty());
}

TEST_CASE("a date agrees with the same day in another calendar's year, and with one without a year",
          "[compare]") {
  CHECK(compare_dates("21 ตุลาคม 2565", tag("th"), "21 October 2022", tag("en")).empty());
  CHECK(compare_dates("2022年10月21日", tag("zh"), "в 21 октября", tag("ru")).empty());
  CHECK(compare_dates("2022年10月21日", tag("zh"), "21 октября 2021 года", tag("ru")).size() == 1);
}
