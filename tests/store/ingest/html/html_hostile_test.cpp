#include <random>
#include <string>

#include "store/ingest/html/html_encoding.h"
#include "store/ingest/html/html_tree.h"
#include "store/ingest/ingest.h"
#include "store/text/utf8.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

void survives(const std::string& html) {
  try {
    for (const Block& block : read_html(html, "x").blocks) {
      REQUIRE_FALSE(block.text.empty());
      REQUIRE_FALSE(first_invalid_utf8(block.text));
    }
  } catch (const InputError& error) {
    REQUIRE(error.place().file == "x");
  }
}

const std::string kPage =
    "<!doctype html><html lang=he><head><meta charset=utf-8><title>שלום</title><script>if (a<b) "
    "{}</script></head><body>"
    "<table><tr><td><p>המועצה הודיעה ביום שלישי שהמעבורת תשוב להפליג. <a "
    "href='/x?a=1&b=2'>עוד</a><br><br>&#x5d0;&nbsp;&amp;"
    "<ul><li>א<li>ב</ul><svg><title>x</title></svg><template><p>t</p></template><!-- c "
    "--></td></table></body></html>";

}  // namespace

TEST_CASE("elements nested too deep are refused before they are built", "[ingest][html][hostile]") {
  CHECK_THROWS_AS(HtmlTree::parse(repeated("<div>", 200'000), "x"), InputError);
  CHECK_THROWS_AS(HtmlTree::parse(repeated("<b><i></b>", 50'000), "x"), InputError);
  CHECK_NOTHROW(HtmlTree::parse(repeated("<div>", 900), "x"));
  CHECK(count_tags(repeated("<p><li><br>", 1000)).depth == 0);
  CHECK(count_tags("<div><!-- <div><div> --><script><div><div></script></div>").depth == 1);
}

TEST_CASE("every truncation of a page is read or refused", "[ingest][html][hostile]") {
  for (std::size_t length = 0; length <= kPage.size(); ++length) survives(kPage.substr(0, length));
}

TEST_CASE("damaged pages are read or refused", "[ingest][html][hostile]") {
  std::mt19937 random(20260101);
  const std::string marks = "<>/\"'=&;! -\0p";
  for (int round = 0; round < 400; ++round) {
    std::string page = kPage;
    for (int i = 0; i < 6; ++i) page[random() % page.size()] = marks[random() % marks.size()];
    const DecodedPage decoded = decode_html(page, std::nullopt, true);
    survives(decoded.text.utf8);
  }
}

TEST_CASE("a page of a few broken bytes is read with replacement characters, counted",
          "[ingest][html]") {
  const std::string text = repeated("<p>แถลงเมื่อวันอังคารที่ผ่านมา</p>", 50);
  const DecodedPage page =
      decode_html("<meta charset=utf-8>" + text + "\xFF" + text + "\xE0\xB9", std::nullopt, true);
  CHECK(page.replaced == 2);
  CHECK(page.text.encoding == "UTF-8");
  CHECK_FALSE(first_invalid_utf8(page.text.utf8));
}

TEST_CASE("an encoding is found in the markup, and the outside's word wins", "[ingest][html]") {
  CHECK(declared_encoding(
            "<html><META http-equiv=Content-Type content='text/html; charset=windows-1256'>") ==
        "windows-1256");
  CHECK(declared_encoding("<meta charset = \"Shift_JIS\">") == "shift_jis");
  CHECK(declared_encoding("<?xml version='1.0' encoding='koi8-u'?><html>") == "koi8-u");
  CHECK(declared_encoding("<meta charset=utf-16>") == "utf-8");
  CHECK_FALSE(declared_encoding("<meta name=charset-less content=x>"));
  const std::string arabic = "<meta charset=iso-8859-1><p>\xE3\xD1\xCD\xC8\xC7</p>";
  CHECK(decode_html(arabic, "windows-1256", true).text.utf8.find("مرحبا") != std::string::npos);
}

}  // namespace hexapla
