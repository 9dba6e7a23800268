#include <nlohmann/json.hpp>

#include "http/application.h"
#include "http/html.h"
#include "http/search_parameters.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/markup.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::get;
using hexapla::test::nesting_fault;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

bool has(const Response& response, std::string_view words) {
  return response.body->find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the page of search marks what it found, with the renderings beside it",
          "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/search?q=" + percent_encoded("العبارة"));
  CHECK(page.status == 200);
  CHECK(nesting_fault(*page.body).empty());
  CHECK(has(page, "<mark>العبّارة</mark>"));
  CHECK(has(page, "lang=\"ar\" dir=\"rtl\" class=\"x-arab\""));
  CHECK(has(page, "El transbordador nocturno vuelve al lago"));
  CHECK(has(page, "#s1\""));
  const Response narrowed = get(application, "/search?q=ferry&kind=post-edited");
  CHECK(has(narrowed, "No version has"));
}

TEST_CASE("the page of search says what is wanted besides filters", "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  CHECK(has(get(application, "/search?language=th"), "Filters narrow"));
  CHECK_FALSE(has(get(application, "/search"), "Filters narrow"));
}

TEST_CASE("every state of the page of search is well nested", "[http][search]") {
  SampleArchive sample;
  const Application application(sample.archive());
  CHECK(get(application, "/search").status == 200);
  sample.fill();
  const std::string hostile = percent_encoded("<script>alert(1)</script>\"'&\u202E\u0301");
  for (const std::string& target :
       {std::string("/search"), "/search?q=" + hostile,
        std::string("/search?q=ferry&language=es&names=1"),
        "/search?q=ferry&engine=" + hostile + "&label=" + hostile,
        std::string("/search?q=%22mayo%22&all=1&limit=1"),
        std::string("/search?q=%2A%2A&anywhere=1&stale=1"),
        std::string("/search?finding=untranslated"), std::string("/search?q=mayo&finding=bidi")}) {
    CAPTURE(target);
    const Response page = get(application, target);
    CHECK(page.status == 200);
    INFO(nesting_fault(*page.body));
    CHECK(nesting_fault(*page.body).empty());
    CHECK(!has(page, "<script>alert"));
  }
  for (const std::string& target :
       {std::string("/search?q=ferry&cursor=zzz"), std::string("/search?q=ferry&limit=0"),
        std::string("/search?q=ferry&names=2"), std::string("/search?finding=typo"),
        std::string("/search?q=ferry&since=monday"), "/search?q=" + std::string(5000, 'x'),
        std::string("/api/v1/search?q=ferry&kind=poem"),
        std::string("/api/v1/memory?sentence=x&least=0"), std::string("/api/v1/memory"),
        std::string("/api/v1/memory?sentence=%20"), std::string("/api/v1/memory?sentence=x&all=2"),
        std::string("/api/v1/memory?sentence=x&limit=101"),
        std::string("/api/v1/memory?sentence=x&to=!"),
        "/api/v1/memory?sentence=" + std::string(5000, 'x')}) {
    CAPTURE(target);
    CHECK(get(application, target).status == 400);
  }
}

TEST_CASE("sentences that a finding concerns are searched by its class", "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json found =
      json::parse(*get(application, "/api/v1/search?finding=number&language=es").body);
  REQUIRE(found["versions"].size() == 2);
  CHECK(found["unexamined"] == 0);
  CHECK(found["versions"][0]["address"] == "ferry/ar@1");
  CHECK(found["versions"][1]["address"] == "ferry/es@1");
  for (const json& version : found["versions"]) {
    CHECK(version["segments"].size() == 1);
    CHECK(version["segments"].at(0)["findings"] ==
          json{{{"class", "number"}, {"version", "ferry/es@1"}}});
  }
  const json& segment = found["versions"][1]["segments"].at(0);
  CHECK(segment["text"].get<std::string>().find("421.000") != std::string::npos);
  CHECK(json::parse(*get(application, "/api/v1/search?finding=number&language=ar").body)["versions"]
            .empty());
  const Response page = get(application, "/search?finding=number&language=es");
  CHECK(has(page, "421.000"));
  CHECK(has(page, "<option value=\"number\" selected>"));
}

TEST_CASE("every page has the box to search from", "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  for (const char* target : {"/", "/a/ferry", "/a/ferry/compare", "/log", "/search"}) {
    CHECK(has(get(application, target), "<input type=\"search\" id=\"find\" name=\"q\""));
  }
}

TEST_CASE("the API searches, page by page, with renderings", "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response first = get(application, "/api/v1/search?q=mayo&limit=1");
  const json page = json::parse(*first.body);
  CHECK(page["matched"] == 2);
  REQUIRE(page["versions"].size() == 1);
  const json& segment = page["versions"][0]["segments"][0];
  const std::string text = segment["text"];
  const auto begin = segment["matches"][0]["begin"].get<std::size_t>();
  CHECK(text.substr(begin, segment["matches"][0]["end"].get<std::size_t>() - begin) == "mayo");
  CHECK(!segment["renderings"].empty());
  const std::string link = *first.header("Link");
  const json second = json::parse(*get(application, link.substr(1, link.find('>') - 1)).body);
  REQUIRE(second["versions"].size() == 1);
  CHECK(second["versions"][0]["address"] != page["versions"][0]["address"]);
  CHECK(second["next"].is_null());
}

TEST_CASE("a search that finds nothing names words that were meant, and a wider search",
          "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const auto ask = [&](const std::string& query) {
    return json::parse(*get(application, "/api/v1/search" + query).body);
  };
  // Arabic, with a letter left out: shown as the texts write it, marks and all.
  const json arabic = ask("?q=" + percent_encoded("العبرة"));
  REQUIRE(arabic["did_you_mean"].size() == 1);
  const json& meant = arabic["did_you_mean"][0];
  CHECK(meant["query"] == "العبّارة");
  CHECK(meant["words"] == json{{{"written", "العبرة"}, {"meant", "العبّارة"}}});
  const std::string url = meant["url"];
  CHECK_FALSE(json::parse(*get(application, url).body)["versions"].empty());
  const Response page = get(application, "/search?q=" + percent_encoded("العبرة"));
  CHECK(nesting_fault(*page.body).empty());
  CHECK(has(page, "Did you mean <a href=\"/search?q=" + percent_encoded("العبّارة") +
                      "\"><bdi>العبّارة</bdi></a>?"));

  // What else was asked for stays as it was, in the query and beside it.
  const json spanish =
      ask("?q=" + percent_encoded("\"el tranbordador\" LAGO") + "&kind=post-edited");
  REQUIRE(spanish["did_you_mean"].size() == 1);
  CHECK(spanish["did_you_mean"][0]["query"] == "\"el transbordador\" LAGO");
  CHECK(spanish["did_you_mean"][0]["url"].get<std::string>().find("&kind=post-edited") !=
        std::string::npos);
  // Near words that the filters leave nothing of are not named.
  CHECK(ask("?q=tranbordador&language=th")["did_you_mean"].empty());

  const json wider = ask("?q=mayo&language=th&limit=5");
  CHECK(wider["did_you_mean"].empty());
  CHECK(wider["wider"] == json{{"how", "elsewhere"}, {"url", "/api/v1/search?q=mayo&limit=5"}});
  CHECK(ask("?q=mayo")["did_you_mean"].empty());
  CHECK(ask("?q=mayo")["wider"].is_null());
}

TEST_CASE("what is read as a search is written as the same query", "[http][search]") {
  SampleArchive sample;
  for (const std::string& query :
       {std::string(), "?q=" + percent_encoded("العبّارة \"ليلة\" & co"),
        std::string("?q=a&language=zh-Hant&kind=machine&engine=e%201&label=human&article=ferry"
                    "&since=2026&until=2026-04-14&stale=0&phrase=1&anywhere=1&names=1&all=1"
                    "&finding=number&finding=bidi&limit=7&cursor=5.2")}) {
    Request request;
    REQUIRE(request.set_target("/search" + query));
    const std::string written = search_query(search_request_of(request));
    CHECK(written == query);
  }
}

TEST_CASE("renderings are shown by the reader's languages, and many of them folded",
          "[http][search]") {
  SampleArchive sample;
  using Claims = std::vector<std::pair<Property, std::string>>;
  const auto add = [&](const std::string& variant, const char* text, Kind kind) {
    Claims claims{{Property::kind, std::string(name(kind))}};
    if (kind != Kind::original) claims.emplace_back(Property::derived_from, "lake/ar@1");
    sample.add("lake", variant.c_str(), test::paragraphs({text}), claims);
  };
  add("ar", "تعود العبّارة إلى البحيرة", Kind::original);
  for (int i = 1; i <= 8; ++i)
    add("es~m" + std::to_string(i), "El ferry vuelve al lago", Kind::machine);
  add("uk", "Пором повертається на озеро", Kind::machine);
  const Application application(sample.archive());
  const auto ask = [&](const char* languages) {
    Request request;
    REQUIRE(request.set_target("/search?q=" + percent_encoded("الى البحيرة")));
    request.accept_language = languages;
    return application.handle(request);
  };
  const Response ukrainian = ask("uk-UA, *;q=0.1");
  REQUIRE(nesting_fault(*ukrainian.body).empty());
  CHECK(ukrainian.header("Vary")->starts_with("Accept-Language"));
  const std::string& page = *ukrainian.body;
  const std::size_t folded = page.find("<details><summary>5 more versions</summary>");
  REQUIRE(folded != std::string::npos);
  CHECK(page.find("Пором") < page.find("El ferry"));
  CHECK(page.find("El ferry") < folded);
  CHECK(page.find("m8", folded) != std::string::npos);
  const Response other = ask("");
  CHECK(other.body->find("Пором") > other.body->find("<details>"));
}

TEST_CASE("of an article in very many versions a sentence has a bounded number of renderings",
          "[http][search]") {
  SampleArchive sample;
  constexpr int kVersions = 110;
  sample.add("lake", "ar", test::paragraphs({"تعود العبّارة إلى البحيرة"}),
             {{Property::kind, "original"}});
  for (int i = 1; i <= kVersions; ++i) {
    sample.add("lake", ("th~m" + std::to_string(i)).c_str(),
               test::paragraphs({"เรือข้ามฟากกลับมาที่ทะเลสาบ"}),
               {{Property::kind, "machine"}, {Property::derived_from, "lake/ar@1"}});
  }
  const Application application(sample.archive());
  const std::string query = "q=" + percent_encoded("البحيرة");
  const json answer = json::parse(*get(application, "/api/v1/search?" + query).body);
  const json& segment = answer["versions"][0]["segments"][0];
  CHECK(segment["renderings"].size() == 100);
  CHECK(segment["more_renderings"] == 10);

  const std::string page = *get(application, "/search?" + query).body;
  REQUIRE(nesting_fault(page).empty());
  CHECK(page.find("4 more versions") != std::string::npos);
  CHECK(page.find("102 versions more, side by side") != std::string::npos);

  // All of them have it, and are one entry.
  const std::string thai =
      *get(application, "/search?limit=100&q=" + percent_encoded("ทะเลสาบ")).body;
  REQUIRE(nesting_fault(thai).empty());
  CHECK(thai.find("Found in 99 other versions of this article") != std::string::npos);
  const std::size_t entry = thai.find("<li class=\"found\">");
  REQUIRE(entry != std::string::npos);
  CHECK(thai.find("<li class=\"found\">", entry + 1) == std::string::npos);
}

TEST_CASE("the page of the memory shows what differs, and how the sentence was rendered",
          "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const std::string sentence =
      percent_encoded("El ferry llevará de nuevo pasajeros desde el 2 de mayo.");
  const Response page = get(application, "/memory?language=es&least=&to=ar&sentence=" + sentence);
  REQUIRE(page.status == 200);
  CHECK(nesting_fault(*page.body).empty());
  CHECK(has(page, "<h2>95 %</h2>"));
  CHECK(has(page, "<del>1</del><ins>2</ins>"));
  CHECK(has(page, "ستنقل العبّارة الركاب"));
  CHECK_FALSE(has(page, "El transbordador"));
  CHECK(has(page, "/a/ferry/compare?v=ar&amp;v=es@1&amp;at=2#s2"));
  CHECK(has(get(application, "/memory"), "Write a new sentence"));
  CHECK(has(get(application, "/memory?sentence=%20"), "Write a new sentence"));
  CHECK(has(get(application, "/memory?sentence=" + percent_encoded("ไม่มี")),
            "No sentence is alike by 70 % or more"));
  CHECK(get(application, "/memory?least=0&sentence=x").status == 400);
  CHECK(has(get(application, "/search?q=nowhere+at+all"), "href=\"/memory?sentence=nowhere"));
}

TEST_CASE("the API looks sentences up in the memory", "[http][search]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json answer = json::parse(
      *get(application,
           "/api/v1/memory?language=es&sentence=" +
               percent_encoded("El ferry llevará de nuevo pasajeros desde el 2 de mayo."))
           .body);
  REQUIRE(!answer["matches"].empty());
  CHECK(answer["matches"][0]["percent"] == 95);
  CHECK(answer["matches"][0]["address"] == "ferry/es@1");
}
