#include "tools/terminal/display_width.h"

#include "tests/catch.h"
#include "tools/terminal/side_by_side.h"

namespace hexapla {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("a text is as wide as a terminal shows it", "[tools]") {
  CHECK(display_width("") == 0);
  CHECK(display_width("ferry") == 5);
  CHECK(display_width("渡し船") == 6);
  CHECK(display_width("العبّارة") == 7);  // the shadda takes no column
  CHECK(display_width("ไม่มีที่นั่ง") == 6);   // vowels and tone marks above take none
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("👩‍👩‍👧") == 2);
  CHECK(display_width("किताब") >= 4);
  CHECK(display_width("\u1112\u1161\u11AB") == 2);  // a Hangul syllable of three letters
}

TEST_CASE("lines are broken where the script allows it", "[tools]") {
  CHECK(wrap("паром пливе вночі", 11, "uk") == Lines{"паром пливе", "вночі"});
  CHECK(wrap("渡し船は夜に出る", 8, "ja") == Lines{"渡し船は", "夜に出る"});
  CHECK(wrap("一二\n三", 10, "zh") == Lines{"一二", "三"});
  CHECK(wrap("", 10, "he") == Lines{""});
  const Lines thai = wrap("เรือข้ามฟากกลับมาแล้ว", 12, "th");
  REQUIRE(thai.size() == 2);
  CHECK(thai[0] + thai[1] == "เรือข้ามฟากกลับมาแล้ว");
  for (const std::string& line : thai) CHECK(display_width(line) <= 12);
}

TEST_CASE("a word wider than the line is broken between grapheme clusters", "[tools]") {
  CHECK(wrap("ааааа\u0301ааа", 5, "uk") == Lines{"ааааа\u0301", "ааа"});
  for (const std::string& line : wrap("https://example.org/a/very/long/path", 7, "en"))
    CHECK(display_width(line) <= 7);
}

TEST_CASE("what does not fit is cut, and says so", "[tools]") {
  CHECK(fit("ferry", 5) == "ferry");
  CHECK(fit("ferries", 5) == "ferr…");
  CHECK(fit("渡し船の夜", 6) == "渡し…");
  CHECK(fit_ends("ferry", 5) == "ferry");
  CHECK(fit_ends("the ferry comes", 10) == "the fe…mes");
  CHECK(fit_ends("渡し船の夜が来た", 10) == "渡し船…た");
  // Marks stay with their letters, at both cuts.
  CHECK(fit_ends("عَعَعَعَعَعَعَعَعَ", 4) == "عَعَ…عَ");
}

TEST_CASE("nothing that a terminal would obey gets through", "[tools]") {
  CHECK(without_controls("\033[2Jx\a\n") == "\uFFFD[2Jx\uFFFD\n");
  CHECK(without_controls("\u009B2J") == "\uFFFD2J");
  CHECK(without_controls("نص") == "نص");
}

TEST_CASE("columns keep their width, and right-to-left text its place", "[tools]") {
  const SideBySide page({{"en", false}, {"ar", true}}, 60);
  REQUIRE_FALSE(page.is_interleaved());
  const std::string row =
      page.row("1", {{"", "The ferry sails at night."}, {"※", "تبحر العبّارة ليلاً."}});
  CHECK(row.find("The ferry sails") != std::string::npos);
  CHECK(row.find("\u2067") != std::string::npos);
  CHECK(row.find("\u2069") != std::string::npos);
  CHECK(row.find("※") != std::string::npos);
  for (std::size_t at = 0; at < row.size();) {
    const std::size_t end = row.find('\n', at);
    CHECK(display_width(row.substr(at, end - at)) <= 60);
    at = end + 1;
  }
}

TEST_CASE("columns too narrow to read become lines below each other", "[tools]") {
  const SideBySide page({{"en", false}, {"ar", true}, {"th", false}, {"ja", false}}, 40);
  CHECK(page.is_interleaved());
  const std::string row = page.row("7", {{"", "one"}, {"", "واحد"}, {"", "หนึ่ง"}, {"", "一"}});
  CHECK(row.find("7     one\n") == 0);
  CHECK(row.find("ja    ") != std::string::npos);
}

}  // namespace
}  // namespace hexapla
