#include "store/text/utf8.h"

#include <string>

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("well-formed UTF-8 of every length has no invalid byte", "[text][utf8]") {
  CHECK_FALSE(first_invalid_utf8(""));
  CHECK_FALSE(first_invalid_utf8("كتاب مفتوح"));
  CHECK_FALSE(
      first_invalid_utf8("ภาษาไทย 中文 Київ 𐎀𐎁 👩‍👩‍👧"));
  CHECK_FALSE(
      first_invalid_utf8("\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 "
                         "\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF"));
}

TEST_CASE("the first byte of every kind of ill-formed sequence is named", "[text][utf8]") {
  const std::string_view cases[] = {
      "\x80",              // a trail byte alone
      "\xBF",              // the highest one
      "\xC0\xAF",          // overlong, two bytes
      "\xC1\xBF",          // overlong
      "\xC3",              // cut off
      "\xC3(",             // no trail byte
      "\xE0\x80\xAF",      // overlong, three bytes
      "\xE0\x9F\xBF",      // the highest overlong one
      "\xE2\x82",          // cut off
      "\xE2(\xA1",         // no second byte
      "\xE2\x82(",         // no third byte
      "\xED\xA0\x80",      // the lowest surrogate
      "\xED\xBF\xBF",      // the highest surrogate
      "\xF0\x80\x80\x80",  // overlong, four bytes
      "\xF0\x8F\xBF\xBF",  // the highest overlong one
      "\xF0\x9F\x98",      // cut off
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xF5\x80\x80\x80",  // no lead byte
      "\xF8\x88\x80\x80\x80",
      "\xFE",
      "\xFF",
  };
  for (const std::string_view bad : cases) {
    // Once in the fast path's first word, once after it, once at the very end.
    for (const std::string prefix : {"", "كتاب ", "0123456789abcdef", "Київ"}) {
      INFO("after '" << prefix << "', first byte " << (static_cast<unsigned>(bad[0]) & 0xFFU));
      CHECK(first_invalid_utf8(prefix + std::string(bad) + " text that goes on") == prefix.size());
      CHECK(first_invalid_utf8(prefix + std::string(bad)) == prefix.size());
    }
  }
}

TEST_CASE("a NUL is text like any other", "[text][utf8]") {
  CHECK_FALSE(first_invalid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("code points and graphemes are counted as readers count them", "[text][utf8]") {
  CHECK(count_code_points("مرحبا") == 5);
  CHECK(count_code_points("👩‍👩‍👧") == 5);
  CHECK(count_graphemes("👩‍👩‍👧") == 1);
  CHECK(count_graphemes("ที่นี่") == 2);
  CHECK(count_graphemes("Київ") == 4);
  CHECK(count_graphemes("e\u0301") == 1);
  CHECK(count_graphemes("") == 0);
  CHECK(count_graphemes("\r\n") == 1);
}

TEST_CASE("a prefix never ends inside a grapheme", "[text][utf8]") {
  const std::string family = "👩‍👩‍👧 ok";
  CHECK(prefix_of_whole_graphemes(family, 0).empty());
  CHECK(prefix_of_whole_graphemes(family, 7).empty());
  CHECK(prefix_of_whole_graphemes(family, 18) == "👩‍👩‍👧");
  CHECK(prefix_of_whole_graphemes(family, 19) == "👩‍👩‍👧 ");
  CHECK(prefix_of_whole_graphemes(family, 1000) == family);
  CHECK(prefix_of_whole_graphemes("中文", 5) == "中");
  CHECK(prefix_of_whole_graphemes("กี่", 3).empty());
  CHECK(prefix_of_whole_graphemes("a\r\nb", 2) == "a");
}

TEST_CASE("white space of every script is trimmed", "[text][utf8]") {
  CHECK(trimmed("\u3000 中文 \u00A0\n") == "中文");
  CHECK(trimmed("\uFEFFسلام\u2029") == "سلام");
  CHECK(trimmed(" \t\n").empty());
  CHECK(trimmed("").empty());
  // Marks of direction are no white space: they change how a text reads.
  CHECK(trimmed("\u200Fא") == "\u200Fא");
}

}  // namespace
}  // namespace hexapla
