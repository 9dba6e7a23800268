#include <nlohmann/json.hpp>

#include "http/application.h"
#include "http/html.h"
#include "tests/catch.h"
#include "tests/http/markup.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::nesting_fault;
using hexapla::test::SampleArchive;

namespace {

Response get(const Application& application, std::string_view target,
             std::string_view if_none_match = {}) {
  Request request;
  REQUIRE(request.set_target(target));
  request.if_none_match = std::string(if_none_match);
  return application.handle(request);
}

bool has(const Response& response, std::string_view words) {
  return response.body->find(words) != std::string::npos;
}

constexpr const char* kHostile = "<script>alert(1)</script>\"'&\u202E<img src=x onerror=alert(2)>";

}  // namespace

TEST_CASE("every page is well nested and says what it may load", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const auto check = [&](const char* target, int status) {
    CAPTURE(target);
    const Response response = get(application, target);
    CHECK(response.status == status);
    CHECK(nesting_fault(*response.body).empty());
    INFO(nesting_fault(*response.body));
    REQUIRE(response.header("Content-Security-Policy"));
    CHECK(response.header("Content-Security-Policy")->find("default-src 'none'") == 0);
    CHECK(response.body->find("style=\"") == std::string::npos);
    CHECK(response.body->find("onclick") == std::string::npos);
  };
  check("/", 200);
  sample.fill();
  for (const char* target : {"/", "/?language=es&kind=machine", "/?language=th", "/a/ferry",
                             "/a/ferry/compare", "/a/ferry/compare?v=es&v=es~desk&view=difference",
                             "/a/ferry/compare?v=all&view=interleaved&fold=12&signs=0",
                             "/a/ferry/ar@1", "/a/ferry/es~desk", "/log", "/log/1", "/about"}) {
    check(target, 200);
  }
  for (const char* target : {"/a/fery", "/a/ferry/fr", "/a/ferry/ar@9", "/nothing", "/log/99",
                             "/log/x", "/static/site.css", "/a/ferry/compare?part=7"})
    check(target, 404);
  check("/?cursor=zzz", 400);
  check("/a/ferry/compare?part=x", 400);
}

TEST_CASE("a page tells a number that only the version has, in the row and among the remarks",
          "[http]") {
  SampleArchive sample;
  sample.add("boat", "th",
             {{Role::title, "เรือกลับมาแล้ว"}, {Role::paragraph, "อาสาสมัครมาจากทุกหมู่บ้านรอบทะเลสาบ"}},
             {{Property::kind, "original"}});
  sample.add(
      "boat", "ar",
      {{Role::title, "عودة القارب"}, {Role::paragraph, "جاء ٣٧٬٠٠٠ متطوع من كل قرية حول البحيرة"}},
      {{Property::kind, "human"}, {Property::derived_from, "boat/th@1"}});
  const Application application(sample.archive());
  const Response page = get(application, "/a/boat/compare");
  CHECK(has(page, "Number not in the original: <bdi>٣٧٬٠٠٠</bdi>"));
  CHECK(has(page, "number <bdi>٣٧٬٠٠٠</bdi> added"));
  CHECK(has(page, "<span class=\"bad\">٣٧٬٠٠٠</span>"));
}

TEST_CASE("an empty archive says what to do", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  CHECK(has(get(application, "/"), "hexapla add"));
}

TEST_CASE("the page for versions side by side shows each sign with words", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/a/ferry/compare");
  CHECK(has(page, "Number differs: <bdi>٤١٢٬٠٠٠</bdi> became <bdi>421.000</bdi>"));
  CHECK(has(page, "<span class=\"bad\">421.000</span>"));
  CHECK(has(page, "Left in Arabic"));
  CHECK(has(page, "class=\"left\""));
  CHECK(has(page, "Made from revision 1, which read"));
  CHECK(has(page, "from r1 <span class=\"sg\" role=\"img\" aria-label=\"since revised\">↻</span>"));
  CHECK(has(page, "revision 1, since revised ↻"));
  CHECK(has(page, "/a/ferry/compare?v=ar@1&amp;v=ar@2&amp;view=difference"));
  CHECK(has(page, "lang=\"ar\" dir=\"rtl\""));
  CHECK(has(page, "lang=\"es\" dir=\"ltr\""));
  CHECK(has(page, "Compare the two Spanish"));
  CHECK(has(page, "<del>ferry</del><ins>transbordador</ins>"));
  CHECK(has(page, "hex n3 b1 a2"));
  CHECK(has(page, "Automated translation"));
}

TEST_CASE("which two versions in one language are compared is the reader's choice", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const std::string address = "/a/ferry/compare?v=ar@2&v=ar@1&v=es@1&v=es~desk@1&view=difference";
  const Response likeliest = get(application, address);
  CHECK(has(likeliest, "<select name=\"before\">"));
  CHECK(!has(likeliest, "is none of the versions shown"));
  const Response arabic = get(application, address + "&before=ar@1&after=ar@2");
  CHECK(has(arabic, "hex n4 b1 a0 x2 x3"));
  const Response spanish = get(application, address + "&before=es~desk&after=es");
  CHECK(has(spanish, "hex n4 b3 a2 x1"));
  CHECK(has(spanish, "<option value=\"es~desk@1\" selected>"));
  CHECK(has(get(application, address + "&before=es@1&after=ar@1"),
            "Only versions in one language and script can be compared word by word"));
  CHECK(has(get(application, address + "&before=es@1&after=es@1"), "compared with itself"));
  CHECK(has(get(application, address + "&before=es@1&after=%3Cb%3E"),
            "“&lt;b&gt;”, which was to be compared, is none of the versions shown."));
  // The API's name of the parameter is taken too; links have one spelling.
  const Response named = get(application, "/a/ferry/compare?version=ar@1&v=ar@2&version=es@1");
  CHECK(has(named, "hex n3"));
  CHECK(has(named, "/a/ferry/cite?format=bibtex&amp;v=ar@1&amp;v=ar@2&amp;v=es@1"));
  // Where there are but two, there is nothing to choose.
  CHECK(!has(get(application, "/a/ferry/compare?v=ar&v=es&v=es~desk"), "<select name=\"before\">"));
}

TEST_CASE("spines of versions in one language say who or what made each", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/a/ferry/compare?v=ar@2&v=es@1&v=es~desk@1");
  CHECK(has(page, "aria-hidden=\"true\">ar</span>"));
  const auto spine = [&](std::string_view column) {
    const std::string& body = *page.body;
    const std::size_t at = body.find("class=\"col " + std::string(column));
    const std::size_t begin = body.find("<span class=\"spine", at);
    return body.substr(begin, body.find("</span>", begin) - begin);
  };
  CHECK(spine("c1").find(">es<i>") != std::string::npos);
  CHECK(spine("c2").find(">es<i>") != std::string::npos);
  CHECK(spine("c1") != spine("c2"));
  const Response twice = get(application, "/a/ferry/compare?v=ar@1&v=ar@2");
  CHECK(has(twice, "ar<i>r1</i>"));
  CHECK(has(twice, "ar<i>r2</i>"));
}

TEST_CASE("versions are chosen by name, revision and word, and missing ones are warned of",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page =
      get(application, "/a/ferry/compare?v=original&v=es~desk@1&v=es~dsk&v=ar@7&v=%3Cb%3E");
  CHECK(page.status == 200);
  CHECK(has(page, "hex n2"));
  CHECK(has(page, "There is no version “es~dsk” of this article; did you mean es~desk?"));
  CHECK(has(page, "There is no revision “ar@7”: ar has 2 revisions."));
  CHECK(has(page, "There is no version “&lt;b&gt;”"));
  CHECK(has(get(application, "/a/ferry/compare?v=latest"), "hex n1"));
  CHECK(has(get(application, "/a/ferry/compare?v=all"), "hex n3"));
  // The original comes first, in whatever order it is asked for.
  CHECK(has(get(application, "/a/ferry/compare?v=es&v=ar"),
            "c0\" scope=\"col\"><span class=\"spine\" aria-hidden=\"true\">ar"));
}

TEST_CASE("what is missing of an article leads to what there is of it", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response revision = get(application, "/a/ferry/ar@9");
  CHECK(revision.status == 404);
  CHECK(has(revision, "<a href=\"/a/ferry/ar@2\">Revision 2</a>"));
  CHECK(has(revision, "<a href=\"/a/ferry/ar@1\">Revision 1</a>"));
  CHECK(has(revision, "href=\"/a/ferry/compare\""));
  const Response version = get(application, "/a/ferry/fr");
  CHECK(version.status == 404);
  for (const char* there : {"/a/ferry", "/a/ferry/ar", "/a/ferry/es", "/a/ferry/es~desk"})
    CHECK(has(version, "href=\"" + std::string(there) + "\""));
  const Response elsewhere = get(application, "/night-ferry/a/%3Cb%3E");
  CHECK(elsewhere.status == 404);
  CHECK(has(elsewhere, "value=\"night ferry\""));
  CHECK(has(get(application, "/log/999"), "the newest one"));
}

TEST_CASE("an archive says what it is, what made it and by what it can be checked", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/about");
  CHECK(page.status == 200);
  CHECK(has(page, "<th scope=\"row\">Articles</th><td class=\"n\">1</td>"));
  CHECK(has(page, "<th scope=\"row\">Versions</th><td class=\"n\">3</td>"));
  CHECK(has(page, "<code>hexapla-"));
  CHECK(has(page, "href=\"/checkpoint\""));
  CHECK(has(page, "href=\"/openapi.json\""));
  CHECK(has(get(application, "/search"), "href=\"/about\""));
}

TEST_CASE("a wrong article id gets near ones", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  CHECK(has(get(application, "/a/fery"), "<a href=\"/a/ferry\">ferry</a>"));
  const Response problem = get(application, "/api/v1/articles/fery");
  CHECK(nlohmann::json::parse(*problem.body)["near"][0] == "ferry");
}

TEST_CASE("text from outside never becomes markup", "[http]") {
  SampleArchive sample;
  sample.add("hostile", "th",
             {{Role::title, std::string("เรือ ") + kHostile},
              {Role::paragraph, std::string("งาน 412,000 ") + kHostile},
              {Role::link, "javascript:alert(1)"}},
             {{Property::kind, "original"},
              {Property::author, kHostile},
              {Property::source_uri, "javascript:alert(1)"},
              {Property::licence, kHostile}});
  sample.add("hostile", "zh",
             {{Role::title, std::string("船 ") + kHostile},
              {Role::paragraph, std::string("工程 421,000 ") + kHostile}},
             {{Property::kind, "machine"},
              {Property::engine, kHostile},
              {Property::derived_from, "hostile/th@1"}});
  const Application application(sample.archive());
  for (const char* target :
       {"/", "/a/hostile", "/a/hostile/compare", "/a/hostile/th@1", "/log", "/log/1",
        "/?engine=%3Cscript%3Ealert(1)%3C/script%3E", "/a/%3Cscript%3E", "/%22onload=alert(1)"}) {
    CAPTURE(target);
    const Response response = get(application, target);
    CHECK(response.body->find("<script>alert") == std::string::npos);
    CHECK(response.body->find("<img") == std::string::npos);
    CHECK(response.body->find("href=\"javascript:") == std::string::npos);
    CHECK(nesting_fault(*response.body).empty());
  }
}

TEST_CASE("escaping leaves no way out of text or attribute", "[http]") {
  Html html;
  html << "<p title=\"" << text("a\"b'c<d>&\x01\x7F") << "\">";
  CHECK(html.str() == "<p title=\"a&quot;b&#39;c&lt;d&gt;&amp;\uFFFD\uFFFD\">");
  CHECK(is_web_address("https://example.org/"));
  CHECK_FALSE(is_web_address("javascript:alert(1)"));
  CHECK_FALSE(is_web_address(" https://example.org/"));
  CHECK(link_target("https://example.org/a?b=%20&c#d") == "https://example.org/a?b=%20&c#d");
  CHECK(link_target("https://ข่าว.example/\"><b>") ==
        "https://%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7.example/%22%3E%3Cb%3E");
  bool valid = false;
  CHECK(percent_decoded(percent_encoded("船 &?/"), false, valid) == "船 &?/");
  CHECK(valid);
  percent_decoded("%4", false, valid);
  CHECK_FALSE(valid);
}

TEST_CASE("an unchanged page is answered with 304 until its article changes", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response first = get(application, "/a/ferry/compare");
  REQUIRE(first.header("ETag"));
  const std::string etag = *first.header("ETag");
  const Response again = get(application, "/a/ferry/compare", "\"other\", " + etag);
  CHECK(again.status == 304);
  CHECK(again.body->empty());
  CHECK(again.header("ETag") != nullptr);

  sample.add("mailboat", "th", {{Role::title, "เรือไปรษณีย์"}}, {{Property::kind, "original"}});
  CHECK(get(application, "/a/ferry/compare", etag).status == 304);
  sample.add("ferry", "zh", {{Role::title, "夜间渡轮回到湖上"}}, {{Property::kind, "human"}});
  CHECK(get(application, "/a/ferry/compare", etag).status == 200);
  sample.archive().state(*RevisionAddress::parse("ferry/zh@1"),
                         {{.claim = {Property::translator, "林", {}},
                           .basis = Basis::declared,
                           .scope = Scope::revision,
                           .parts = {},
                           .asserted_by = "desk"}},
                         "desk");
  CHECK(has(get(application, "/a/ferry/compare"), "林"));
}

TEST_CASE("the page of versions side by side keeps the order asked for, whichever is compared with",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const auto order = [&](const char* target) {
    const std::string page = *get(application, target).body;
    std::string columns;
    for (std::size_t at = page.find("<th class=\"col c"); at != std::string::npos;
         at = page.find("<th class=\"col c", at + 1))
      columns += page[at + std::string_view("<th class=\"col c").size()];
    return columns;
  };
  CHECK(order("/a/ferry/compare?v=ar&v=es&v=es~desk") == "012");
  CHECK(order("/a/ferry/compare?v=es&v=ar&v=es~desk") == "102");
  CHECK(order("/a/ferry/compare?v=es~desk&v=es&v=ar") == "120");
  const Response last = get(application, "/a/ferry/compare?v=es~desk&v=es&v=original");
  CHECK(has(last, "/a/ferry/compare?v=es~desk@1&amp;v=es@1&amp;v=ar@2"));
}

TEST_CASE("very many versions are offered under their languages, those by human hands first",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  CHECK_FALSE(has(get(application, "/a/ferry/compare?v=ar"), "<details class=\"in\">"));
  for (int i = 1; i <= 15; ++i)
    sample.add("ferry", ("th~n" + std::to_string(i)).c_str(),
               {{Role::title, "เรือข้ามฟาก " + std::to_string(i)}},
               {{Property::kind, i == 9 ? "human" : "machine"}});
  const Response page = get(application, "/a/ferry/compare?v=ar&v=th~n3");
  INFO(test::nesting_fault(*page.body));
  CHECK(test::nesting_fault(*page.body).empty());
  CHECK(has(page, "<span class=\"mut\">Thai</span>"));
  CHECK(has(page, "<input type=\"checkbox\" name=\"v\" value=\"th~n3\" checked>"));
  const std::string& body = *page.body;
  const auto group = body.find("<details class=\"in\"><summary><span class=\"lang x-thai\"");
  REQUIRE(group != std::string::npos);
  const auto first = body.find("value=\"", group);
  CHECK(body.substr(first, 13) == "value=\"th~n9\"");
}

TEST_CASE("a label that speaks against the kind is remarked on wherever the kind stands",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  NewRevision revision;
  revision.article = ArticleId::parse("boat");
  revision.variant = VariantId::parse("th");
  revision.revision.language = revision.variant->language();
  revision.revision.blocks = {{Role::title, "เรือ", {}, {}, {}},
                              {Role::label, "แปลโดย <AI>", {}, {}, {}},
                              {Role::paragraph, "เรือกลับมา", {}, {}, {}}};
  Statement kind, label;
  kind.claim = {Property::kind, "original", {}};
  label.claim = {Property::label, "machine", {}};
  label.basis = Basis::labelled;
  label.parts = {{1, {}}};
  kind.asserted_by = label.asserted_by = "desk";
  revision.statements = {kind, label};
  revision.actor = "desk";
  sample.archive().add(std::move(revision));
  sample.add("boat", "ar", {{Role::title, "القارب"}}, {{Property::kind, "human"}});
  const Application application(sample.archive());
  const char* const words =
      "is original as declared by desk, yet the text itself bears the label «แปลโดย &lt;AI&gt;»";
  for (const char* target : {"/a/boat", "/a/boat/th", "/a/boat/compare"}) {
    CAPTURE(target);
    CHECK(has(get(application, target), words));
  }
  CHECK(has(get(application, "/api/v1/articles/boat/compare"), "yet the text itself bears"));
  for (const char* target : {"/a/ferry", "/a/ferry/es", "/a/ferry/compare", "/a/boat/ar"}) {
    CAPTURE(target);
    CHECK_FALSE(has(get(application, target), "yet the text itself"));
  }
}

TEST_CASE("the apparatus names a sentence without the stop at its end", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/a/ferry/compare?v=ar@1&v=es");
  CHECK(has(page, "الإطلاق</bdi>] left in Arabic"));
  CHECK_FALSE(has(page, ".</bdi>] left in"));
}

TEST_CASE("one version alone is said to be chosen, not to be all that there is", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  for (const char* target : {"/a/ferry/compare?v=ar", "/a/ferry/compare?v=latest",
                             "/a/ferry/compare?v=ar&v=ar", "/a/ferry/compare?v=ar&v=xx"}) {
    CAPTURE(target);
    const Response page = get(application, target);
    CHECK(has(page, "One version is chosen: choose more under Versions."));
    CHECK_FALSE(has(page, "one version only"));
    CHECK_FALSE(has(page, "numbers agree"));
    CHECK_FALSE(has(page, "fold a column"));
  }
  CHECK(has(get(application, "/a/ferry/compare?v=ar&v=xx"), "There is no version “xx”"));
  CHECK(has(get(application, "/a/ferry/ar"), "href=\"/a/ferry/compare\">Beside its versions"));
  CHECK(has(get(application, "/a/ferry/ar@1"),
            "compare?v=ar@1&amp;v=original\">Beside its newest revision"));
  CHECK(has(get(application, "/a/ferry/es"), ">Beside the original"));
}

TEST_CASE("a compressed answer is another representation with an ETag of its own", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  Request request;
  REQUIRE(request.set_target("/a/ferry/compare"));
  request.accepts_gzip = true;
  const Response compressed = application.handle(request);
  REQUIRE(compressed.gzip_body);
  CHECK(compressed.gzip_body->size() < compressed.body->size() / 2);
  CHECK(*compressed.header("ETag") != *get(application, "/a/ferry/compare").header("ETag"));
  request.if_none_match = *compressed.header("ETag");
  CHECK(application.handle(request).status == 304);
}

TEST_CASE("headers that ask for compression and conditions are read as the standard says",
          "[http]") {
  CHECK(accepts_gzip("br, gzip;q=0.5"));
  CHECK(accepts_gzip("gzip"));
  CHECK_FALSE(accepts_gzip("gzip;q=0"));
  CHECK_FALSE(accepts_gzip("gzip;q=0.000, br"));
  CHECK_FALSE(accepts_gzip("identity"));
  CHECK(etag_matches("*", "\"a\""));
  CHECK(etag_matches("W/\"a\"", "\"a\""));
  CHECK_FALSE(etag_matches("\"b\"", "\"a\""));
  CHECK_FALSE(etag_matches("", "\"a\""));
  Request request;
  CHECK_FALSE(request.set_target("a"));
  CHECK_FALSE(request.set_target("/%ff"));
  CHECK_FALSE(request.set_target("/%00"));
  CHECK_FALSE(request.set_target("/?a=%zz"));
  CHECK(request.set_target("/a?v=%D8%B9&v=x+y"));
  CHECK(request.all("v") == std::vector<std::string_view>{"ع", "x y"});
}

TEST_CASE("the cache stays within its bytes and forgets what was not used", "[http]") {
  PageCache cache(20'000);
  for (int i = 0; i < 50; ++i)
    cache.put("/" + std::to_string(i), {html_page(std::string(1000, 'x')), 1, {}});
  CHECK(cache.bytes() <= 20'000);
  CHECK_FALSE(cache.find("/0"));
  CHECK(cache.find("/49"));
  cache.put("/49", {html_page("new"), 2, {}});
  CHECK(*cache.find("/49")->response.body == "new");
}

TEST_CASE("files of the program are kept for ever under their digest only", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const std::string page = *get(application, "/").body;
  const std::size_t at = page.find("/static/site.");
  const std::string address = page.substr(at, page.find('"', at) - at);
  const Response file = get(application, address);
  CHECK(file.status == 200);
  CHECK(file.header("Cache-Control")->find("immutable") != std::string::npos);
  CHECK(get(application, "/static/site.0000000000000000.css").status == 404);
}
