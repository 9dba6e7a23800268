#include "translate/compare/difference.h"

#include <string>

#include "tests/catch.h"

using namespace hexapla;

namespace {

LanguageTag tag(const char* text) { return *LanguageTag::parse(text); }

// `the [-old-] [+new+] text`
std::string marked(const std::string& before, const std::string& after, const char* language) {
  std::string out, all_before, all_after;
  for (const Piece& piece : differ(before, after, tag(language))) {
    all_before += piece.before.of(before);
    all_after += piece.after.of(after);
    if (piece.change == Change::same) out += piece.after.of(after);
    if (piece.change == Change::removed) out += "[-" + std::string(piece.before.of(before)) + "-]";
    if (piece.change == Change::added) out += "[+" + std::string(piece.after.of(after)) + "+]";
  }
  CHECK(all_before == before);
  CHECK(all_after == after);
  return out;
}

}  // namespace

TEST_CASE("the pieces of a difference cover both readings", "[compare]") {
  CHECK(marked("", "", "ar").empty());
  CHECK(marked("سفينة", "سفينة", "ar") == "سفينة");
  CHECK(marked("", "สวัสดี", "th") == "[+สวัสดี+]");
  CHECK(marked("渡轮", "", "zh") == "[-渡轮-]");
}

TEST_CASE("words that changed are told apart in every script", "[compare]") {
  CHECK(marked("ستنقل العبّارة الركاب ابتداءً من ١ مايو.", "ستنقل العبّارة الركاب ابتداءً من ٣ مايو.",
               "ar") == "ستنقل العبّارة الركاب ابتداءً من [-١-][+٣+] مايو.");
  CHECK(marked("Пором повертається навесні.", "Пором повертається восени.", "uk") ==
        "Пором повертається [-навесні-][+восени+].");
  const std::string chinese = marked("渡轮明天回到湖上", "渡轮今天回到湖上", "zh");
  CHECK(chinese.find("[-明天-][+今天+]") != std::string::npos);
  const std::string thai = marked("เรือจะกลับมาในวันจันทร์", "เรือจะกลับมาในวันศุกร์", "th");
  CHECK(thai.starts_with("เรือ"));
  CHECK(thai.find("[-") != std::string::npos);
}

TEST_CASE("white space alone is no difference", "[compare]") {
  for (const Piece& piece : differ("שתי מילים", "שתי  מילים", tag("he")))
    CHECK(piece.change == Change::same);
}

TEST_CASE("texts too long to compare in detail are replaced as a whole", "[compare]") {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    before += "а" + std::to_string(i) + " ";
    after += "б" + std::to_string(i) + " ";
  }
  CHECK(differ(before, after, tag("uk")).size() <= 4);
}

TEST_CASE("distance is nothing between equal readings and all between foreign ones", "[compare]") {
  DistanceMeter same, other;
  same.add("ظلّ الناس يتركون", "ظلّ الناس يتركون", tag("ar"));
  CHECK(same.result().edit_rate == 0);
  CHECK(same.result().chrf > 99.99);
  other.add("一二三四", "五六七八", tag("zh"));
  CHECK(other.result().edit_rate >= 0.5);
  CHECK(other.result().chrf < 0.01);
  CHECK(DistanceMeter().result().edit_rate == 0);
}
