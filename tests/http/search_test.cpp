#include <nlohmann/json.hpp>

#include "http/application.h"
#include "http/html.h"
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
        std::string("/api/v1/memory?sentence=x&least=0")}) {
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
  REQUIRE(found["versions"].size() == 1);
  CHECK(found["unexamined"] == 0);
  const json& segment = found["versions"][0]["segments"].at(0);
  CHECK(segment["text"].get<std::string>().find("421.000") != std::string::npos);
  CHECK(segment["findings"] == json{{{"class", "number"}, {"version", "ferry/es@1"}}});
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
