#include "store/ingest/ingest.h"
#include "tests/catch.h"
#include "tests/store/ingest/shape.h"

namespace hexapla {
namespace {

using test::contains;
using test::shape;

std::string error_of(const std::string& markdown) {
  try {
    read_markdown(markdown, "a.md");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("Markdown's parts become roles", "[ingest][markdown]") {
  const Ingested page = read_markdown(
      "# Заголовок\n\n_Підзаголовок_\n\n![Порт уранці](a.jpg)\n\n*Фото редакції*\n\nПерший "
      "**абзац** з [посиланням](x).\n\n## Розділ\n\n"
      "> Цитата.\n>\n> Друга.\n\n1. один\n2. два\n\n   далі\n\n[Читайте "
      "далі](https://news.example/)\n\n```\nкод\n```\n<!-- ні -->\n",
      "a.md");
  CHECK(shape(page) ==
        "title standfirst caption caption paragraph heading quote quote list-item list-item "
        "paragraph link paragraph");
  CHECK(page.blocks[4].text == "Перший абзац з посиланням.");
  CHECK(page.blocks[11].href == "https://news.example/");
}

TEST_CASE("soft breaks become spaces, or nothing between Chinese characters",
          "[ingest][markdown]") {
  CHECK(read_markdown("# ت\n\nسطر\nآخر", "a").blocks.at(1).text == "سطر آخر");
  CHECK(read_markdown("# 题\n\n第一行\n第二行", "a").blocks.at(1).text == "第一行第二行");
  CHECK(read_markdown("# 题\n\n第一行\\\n第二行", "a").blocks.at(1).text == "第一行\n第二行");
}

TEST_CASE("an image inside a paragraph becomes a caption behind it", "[ingest][markdown]") {
  const Ingested page = read_markdown("# T\n\nSee ![the pier](p.jpg) here.", "a");
  REQUIRE(shape(page) == "title paragraph caption");
  CHECK(page.blocks[1].text == "See  here.");
  CHECK(page.blocks[2].text == "the pier");
}

TEST_CASE("front matter becomes declared statements", "[ingest][markdown]") {
  const Ingested page = read_markdown(
      "---\narticle: lake\nvariant: fa~desk\nlanguage: fa\nkind: post-edited\nengine: "
      "Apertium\nengine-version: \"3.8\"\n"
      "captured: 2021-03-05T01:30:00+03:30\n---\n# عنوان\n",
      "a.md");
  CHECK(page.article->text() == "lake");
  CHECK(page.variant->text() == "fa~desk");
  CHECK(page.captured == "2021-03-04T22:00:00Z");
  REQUIRE(page.statements.size() == 2);
  CHECK(page.statements[1].claim.details.at("version") == "3.8");
  CHECK(page.statements[1].basis == Basis::declared);
}

TEST_CASE("bad front matter is refused with its line and what may be meant", "[ingest][markdown]") {
  CHECK_THAT(error_of("---\nkind: human\nlanguge: ar\n---\n# x\n"),
             contains("a.md, line 3, languge: ") && contains("did you mean \"language\"?"));
  CHECK_THAT(error_of("---\nkind: humane\n---\n"),
             contains("line 2") && contains("did you mean \"human\"?"));
  CHECK_THAT(error_of("---\nlanguage: ar\nlanguage: fa\n---\n"),
             contains("line 3") && contains("twice"));
  CHECK_THAT(error_of("---\nlanguage: [ar, fa]\n---\n"), contains("line 2"));
  CHECK_THAT(error_of("---\nlanguage: zzzz-bad-tag-\n---\n"), contains("line 2"));
  CHECK_THAT(error_of("---\nlanguage: ar\n# x\n"), contains("closing"));
  CHECK_THAT(error_of("---\nlanguage: ar\nkind: {a: [\n---\n"), contains("YAML"));
  CHECK_THAT(error_of("---\nengine-version: 3\n---\n# x\n"), contains("without \"engine\""));
  CHECK_THAT(error_of("---\npublished: yesterday\n---\n# x\n"), contains("RFC 3339"));
}

TEST_CASE("a paragraph may state its role", "[ingest][markdown]") {
  const Ingested page = read_markdown(
      "# T\n\n{.byline} Ines Vardo\n\n{.paragraph lang=ar} نص\n\n{.dateline date=2021-03-04} "
      "Thursday",
      "a");
  REQUIRE(shape(page) == "title byline paragraph dateline");
  CHECK(page.blocks[2].language->text() == "ar");
  CHECK(page.blocks[3].date == "2021-03-04");
  CHECK_THAT(error_of("# T\n\n{.captoin} x"),
             contains("line 3") && contains("did you mean \"caption\"?"));
}

TEST_CASE("a rule at the beginning is no front matter", "[ingest][markdown]") {
  CHECK(shape(read_markdown("---\n\nТекст без заголовка.\n\n---\n\nЩе.", "a")) ==
        "paragraph paragraph");
}

}  // namespace hexapla
