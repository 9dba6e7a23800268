#include "store/ingest/html/html_page.h"

#include "store/ingest/html/page_dates.h"
#include "tests/catch.h"
#include "tests/store/ingest/shape.h"

namespace hexapla {

using test::shape;

namespace {

HtmlPage read(const std::string& html) {
  return read_html_page(html, "page.html",
                        [](std::string_view line) { return line == "ترجمة آلية"; });
}

// The claim of `property`; empty for none.
std::string claimed(const Ingested& page, Property property) {
  for (const Statement& statement : page.statements) {
    if (statement.claim.property == property) return statement.claim.value;
  }
  return {};
}

}  // namespace

TEST_CASE(
    "an Arabic page gives title, byline, dateline, label, caption and body, without what stands "
    "around",
    "[ingest][html]") {
  const HtmlPage page = read(
      "<!doctype html><html lang=ar dir=rtl><head><title>عودة العبّارة | صحيفة البحيرة</title>"
      "<meta property=og:site_name content='صحيفة البحيرة'><link rel=canonical "
      "href='https://lake.example/ar/1'>"
      "<link rel=alternate hreflang=es href='https://lake.example/es/1'>"
      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"عودة "
      "العبّارة\",\"author\":{\"name\":\"تمسين "
      "فلد\"},\"datePublished\":\"2022-10-21T09:49:00+0300\"}</script></head><body>"
      "<nav><ul><li><a href=/>الرئيسية</a><li><a href=/s>الرياضة</a></ul></nav>"
      "<article><h1>عودة العبّارة</h1><p class=byline>بقلم تمسين فلد</p><time "
      "datetime='2022-10-21T09:49:00+03:00'>21 أكتوبر 2022</time>"
      "<div>ترجمة آلية</div><figure><img src=a.jpg><figcaption>العبّارة في مرساها القديم مساء "
      "الأحد</figcaption></figure>"
      "<p>أعلن المجلس يوم الثلاثاء عودة العبّارة الليلية إلى البحيرة بعد انقطاع دام تسعة أعوام "
      "كاملة، وسط ترحيب من السكان.</p>"
      "<h2>ثمن التذكرة</h2><p>لم يذكر المجلس ثمن التذكرة بعد، لكنه وعد بأن يبقى كما كان قبل "
      "الانقطاع الطويل.</p></article>"
      "<section class=comments><p>تعليق طويل من قارئ غاضب جدا على القرار، لا علاقة له بالنص ولا "
      "بالمجلس ولا بالعبّارة نفسها.</p></section>"
      "<footer>جميع الحقوق محفوظة للصحيفة وأصحابها منذ ألف وتسعمئة وعشرين، ولا يجوز النقل منها دون "
      "إذن.</footer></body></html>");
  CHECK(shape(page.article) == "title byline dateline label caption paragraph heading paragraph");
  CHECK(page.article.language->text() == "ar");
  CHECK(page.direction == "rtl");
  CHECK(page.article.blocks.at(2).date == "2022-10-21T09:49:00+03:00");
  CHECK(claimed(page.article, Property::author) == "تمسين فلد");
  CHECK(claimed(page.article, Property::published) == "2022-10-21T09:49:00+03:00");
  CHECK(claimed(page.article, Property::source_uri) == "https://lake.example/ar/1");
  CHECK(page.article.statements.front().asserted_by == "lake.example");
  CHECK(page.article.statements.front().basis == Basis::labelled);
  REQUIRE(page.metadata.alternates.size() == 1);
  CHECK(page.metadata.alternates.front() ==
        std::pair<std::string, std::string>("es", "https://lake.example/es/1"));
}

TEST_CASE(
    "Chinese lines without a full stop are text, and a line break inside a paragraph adds no space",
    "[ingest][html]") {
  const HtmlPage page = read(
      "<html lang=zh><h1>夜渡归来</h1><div "
      "id=body><p>议会周二宣布湖上的夜间渡轮将于六月第一周恢复航行<br>岛上的居民都很高兴</p>"
      "<p>船票的价格还没有决定但议会答应与停航以前完全相同</p></div>");
  REQUIRE(shape(page.article) == "title paragraph paragraph");
  CHECK(page.article.blocks.at(1).text ==
        "议会周二宣布湖上的夜间渡轮将于六月第一周恢复航行岛上的居民都很高兴");
}

TEST_CASE("a page that a service translated says so, and the claim rests on the page",
          "[ingest][html]") {
  const HtmlPage page = read(
      "<html lang=th class=translated-ltr><title>เรือ</title><h1>เรือกลับมา</h1>"
      "<p>สภาภูมิภาคแถลงเมื่อวันอังคารที่ผ่านมาว่าเรือข้ามฟากยามค่ำคืนจะออกเดินทางอีกครั้งในสัปดาห์แรกของเดือนมิถุนายน</"
      "p>");
  CHECK(claimed(page.article, Property::kind) == "machine");
  CHECK(claimed(page.article, Property::engine) == "Google Translate");
}

TEST_CASE("what a page hides is not read, and a forgotten end tag hides nothing",
          "[ingest][html]") {
  const std::string seen =
      "<p>The council said on Tuesday that the ferry would sail again in the first week of "
      "June.</p>";
  const HtmlPage hidden =
      read("<h1>Ferry</h1><div style='color:red; display : none'>" + seen +
           "</div><p hidden>Secret sentence, long enough to count as prose.</p>" + seen);
  CHECK(shape(hidden.article) == "title paragraph");
  const HtmlPage open =
      read("<title>Ferry</title><body><noscript><div><h1>Ferry</h1>" + seen + seen);
  CHECK(shape(open.article) == "title paragraph paragraph");
}

TEST_CASE("a block in another language than its page keeps its tag", "[ingest][html]") {
  const HtmlPage page = read(
      "<html lang=es><h1>El ferry</h1><p>El consejo anunció el martes que el ferry nocturno "
      "volverá al lago en junio.</p>"
      "<blockquote lang=en>It will sail again in the first week of June, as it always "
      "did.</blockquote>"
      "<p>Los isleños recibieron la noticia con alegría y con algo de incredulidad.</p>");
  REQUIRE(shape(page.article) == "title paragraph quote paragraph");
  CHECK(page.article.blocks.at(2).language->text() == "en");
  CHECK_FALSE(page.article.blocks.at(1).language);
}

TEST_CASE("a page without an article gives no blocks rather than its menus", "[ingest][html]") {
  CHECK(read("").article.blocks.empty());
  CHECK(read("<html><body></body></html>").article.blocks.empty());
  CHECK(shape(read("<title>News</title><nav><a href=a>One</a> <a href=b>Two</a></nav>").article) ==
        "title");
}

TEST_CASE("broken JSON-LD is passed over", "[ingest][html]") {
  const HtmlPage page = read(
      "<title>T</title><script "
      "type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":</script>"
      "<script type=application/ld+json>" +
      std::string(100'000, '[') +
      "</script>"
      "<script "
      "type=application/"
      "ld+json>{\"@graph\":[{\"@type\":[\"Thing\",\"NewsArticle\"],\"headline\":\"Found\"}]}</"
      "script>");
  CHECK(page.metadata.title == "Found");
}

TEST_CASE("dates of pages become timestamps or nothing", "[ingest][html]") {
  CHECK(to_timestamp("2021-11-01T10:52:50+0100") == "2021-11-01T10:52:50+01:00");
  CHECK(to_timestamp("2019-04-28 06:01:07") == "2019-04-28T06:01:07");
  CHECK(to_timestamp("2015-07-10 09:53:00 -0400") == "2015-07-10T09:53:00-04:00");
  CHECK(to_timestamp("2022-10-21T09:49Z") == "2022-10-21T09:49:00Z");
  CHECK(to_timestamp(" 20221021 ") == "2022-10-21");
  CHECK_FALSE(to_timestamp("October 21"));
  CHECK_FALSE(to_timestamp("2022-13-41"));
  CHECK_FALSE(to_timestamp("2022-10-21T25:00:00Z"));
}

}  // namespace hexapla
