#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "http/application.h"
#include "tests/catch.h"
#include "tests/http/markup.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

std::string page_of(SampleArchive& sample, std::string_view target) {
  const Application application(sample.archive());
  Request request;
  REQUIRE(request.set_target(target));
  const Response response = application.handle(request);
  REQUIRE(response.status == 200);
  CHECK(hexapla::test::nesting_fault(*response.body).empty());
  return *response.body;
}

std::string between(const std::string& page, const std::string& begin, const std::string& end) {
  const auto from = page.find(begin);
  REQUIRE(from != std::string::npos);
  const auto past = page.find(end, from);
  REQUIRE(past != std::string::npos);
  return page.substr(from + begin.size(), past - from - begin.size());
}

json data_of(const std::string& page) {
  return json::parse(between(page, "<script type=\"application/ld+json\">", "</script>"));
}

const json* work(const json& document, const std::string& id) {
  for (const json& one : document["@graph"]) {
    if (one["@id"] == id) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("pages that are lists say as data what they list", "[http]") {
  SampleArchive sample;
  sample.fill();
  for (const auto& [address, type, path] :
       {std::tuple("/", "CollectionPage", "/a/ferry"),
        std::tuple("/log", "CollectionPage", "/log/1"), std::tuple("/log/1", "WebPage", "/log/1"),
        std::tuple("/search?q=%D8%A7%D9%84%D8%B9%D8%A8%D8%A7%D8%B1%D8%A9", "SearchResultsPage",
                   "/a/ferry/ar@2")}) {
    CAPTURE(address);
    const json page = data_of(page_of(sample, address))["@graph"][0];
    CHECK(page["@type"] == type);
    std::vector<std::string> paths;
    for (const json& one : page["mainEntity"]["itemListElement"])
      paths.push_back(one["item"]["@id"]);
    CHECK(page["mainEntity"]["numberOfItems"] == paths.size());
    CHECK(std::find(paths.begin(), paths.end(), path) != paths.end());
  }
}

TEST_CASE("the lineage is drawn, and every text in it leads to its page", "[http]") {
  SampleArchive sample;
  sample.fill();
  const std::string picture = between(page_of(sample, "/a/ferry"), "<svg class=\"tree\"", "</svg>");
  for (const char* address : {"ferry/ar@1", "ferry/ar@2", "ferry/es@1", "ferry/es~desk@1"}) {
    CAPTURE(address);
    CHECK(picture.find("<a href=\"/a/" + std::string(address) + "\"") != std::string::npos);
  }
  // Words of a right-to-left language stand alone, with their own direction.
  CHECK(picture.find("direction=\"rtl\" text-anchor=\"end\">العربية</text>") != std::string::npos);
  CHECK(picture.find("stale since ferry/ar@2") != std::string::npos);
  CHECK(picture.find("style=") == std::string::npos);
}

TEST_CASE("the article page says what changed in the text behind a stale version", "[http]") {
  SampleArchive sample;
  sample.fill();
  const std::string stale =
      between(page_of(sample, "/a/ferry"), "<h2 id=\"stale\">", "<h2>Provenance</h2>");
  CHECK(stale.find("<del>١</del>") != std::string::npos);
  CHECK(stale.find("<ins>٣</ins>") != std::string::npos);
  CHECK(stale.find("sentence 2 of this version") != std::string::npos);
  CHECK(stale.find("El ferry llevará de nuevo") != std::string::npos);
}

TEST_CASE("the timeline names the basis of each claim, and what became of it", "[http]") {
  SampleArchive sample;
  sample.fill();
  sample.archive().state(*RevisionAddress::parse("ferry/es@1"),
                         {{.claim = {Property::kind, "human", {}},
                           .basis = Basis::labelled,
                           .parts = {},
                           .asserted_by = "林"}},
                         "林");
  const std::string page = page_of(sample, "/a/ferry");
  CHECK(page.find("(the page says so)") != std::string::npos);
  CHECK(page.find("<span class=\"chip\">outweighed</span>") != std::string::npos);
  CHECK(page.find(" are the machine’s still and ") != std::string::npos);
}

TEST_CASE("of a text that was seen every hour the timeline shows a few times and their number",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const auto see = [&](const std::string& moment) {
    sample.archive().state(*RevisionAddress::parse("ferry/ar@1"),
                           {{.claim = {Property::captured, moment, {}},
                             .basis = Basis::declared,
                             .parts = {},
                             .asserted_by = "林"}},
                           "林");
  };
  for (int hour = 10; hour < 16; ++hour) see("2026-03-01T" + std::to_string(hour) + ":00:00Z");
  CHECK(page_of(sample, "/a/ferry/ar@1").find("more time") == std::string::npos);
  for (int hour = 16; hour < 20; ++hour) see("2026-03-01T" + std::to_string(hour) + ":00:00Z");
  const std::string page = page_of(sample, "/a/ferry/ar@1");
  for (const char* shown : {"10", "12", "17", "19"})
    CHECK(page.find("2026-03-01T" + std::string(shown) + ":00:00Z") != std::string::npos);
  CHECK(page.find("2026-03-01T14:00:00Z") == std::string::npos);
  CHECK(page.find("Seen 4 more times, from <time datetime=\"2026-03-01T13:00:00Z\"") !=
        std::string::npos);
}

TEST_CASE("pages say in schema.org's words what was translated from what", "[http]") {
  SampleArchive sample;
  sample.fill();
  for (const char* target : {"/a/ferry", "/a/ferry/compare?v=ar@1&v=es", "/a/ferry/es@1"}) {
    CAPTURE(target);
    const json document = data_of(page_of(sample, target));
    const json* const spanish = work(document, "/a/ferry/es@1");
    REQUIRE(spanish != nullptr);
    CHECK((*spanish)["inLanguage"] == "es");
    CHECK((*spanish)["translationOfWork"]["@id"] == "/a/ferry/ar@1");
    CHECK((*spanish)["translator"]["@type"] == "SoftwareApplication");
    CHECK((*spanish)["digitalSourceType"]["@id"] ==
          "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
    CHECK((*spanish)["identifier"].get<std::string>().starts_with("sha256:"));
  }
  const json document = data_of(page_of(sample, "/a/ferry/compare?v=ar@1&v=es"));
  CHECK((*work(document, "/a/ferry/ar@1"))["workTranslation"][0]["@id"] == "/a/ferry/es@1");
}

TEST_CASE("no title ends the block of data that it stands in", "[http]") {
  SampleArchive sample;
  constexpr const char* kTitle = "</script><script>alert('אבג')</script><!--";
  sample.add("hostile", "he", {{Role::title, kTitle}},
             {{Property::kind, "original"}, {Property::author, "</SCRIPT>"}});
  for (const char* target : {"/a/hostile", "/a/hostile/he@1"}) {
    const std::string page = page_of(sample, target);
    CHECK(data_of(page)["@graph"][0]["headline"] == kTitle);
    CHECK(page.find("<script>alert") == std::string::npos);
  }
}

TEST_CASE("many texts made from one stand in a frame, each with its link", "[http]") {
  SampleArchive sample;
  sample.add("ferry", "ar", {{Role::title, "عودة العبّارة"}}, {{Property::kind, "original"}});
  for (int i = 1; i <= 30; ++i) {
    sample.add("ferry", ("zh~m" + std::to_string(i)).c_str(), {{Role::title, "渡轮回来了"}},
               {{Property::kind, "machine"}, {Property::derived_from, "ferry/ar@1"}});
  }
  const std::string picture = between(page_of(sample, "/a/ferry"), "<svg class=\"tree\"", "</svg>");
  std::size_t links = 0, lines = 0;
  for (auto at = picture.find("<a href="); at != std::string::npos;
       at = picture.find("<a href=", at + 1))
    ++links;
  for (auto at = picture.find("<path"); at != std::string::npos; at = picture.find("<path", at + 1))
    ++lines;
  CHECK(links == 31);
  CHECK(lines == 1);
  CHECK(picture.find("class=\"frame\"") != std::string::npos);
}

TEST_CASE("names in the picture are cut to fit, whatever they are made of", "[http]") {
  SampleArchive sample;
  std::string tower = "ก";
  for (int i = 0; i < 600; ++i) tower += "\u0E49";
  const std::string hostile = "\u202E</text><script>alert(1)</script>" + std::string(150, 'w');
  sample.add("ferry", "th", {{Role::title, "เรือ"}},
             {{Property::kind, "original"}, {Property::author, tower}});
  sample.add("ferry", "he", {{Role::title, "מעבורת"}},
             {{Property::kind, "human"}, {Property::translator, hostile}});
  const std::string picture = between(page_of(sample, "/a/ferry"), "<svg class=\"tree\"", "</svg>");
  CHECK(picture.find("<script") == std::string::npos);
  CHECK(picture.find(std::string(40, 'w')) == std::string::npos);
  CHECK(picture.size() < 6000);
}

TEST_CASE("a text that changed from end to end does not fill the article page", "[http]") {
  SampleArchive sample;
  const auto text = [](const char* word) {
    std::string words;
    for (int i = 0; i < 3000; ++i) words += std::string(word) + std::to_string(i) + "。";
    return words;
  };
  sample.add("ferry", "zh", {{Role::title, "渡轮"}, {Role::paragraph, text("渡轮")}},
             {{Property::kind, "original"}});
  sample.add("ferry", "th", {{Role::title, "เรือ"}, {Role::paragraph, "เรือกลับมา"}},
             {{Property::kind, "human"}, {Property::derived_from, "ferry/zh@1"}});
  sample.add("ferry", "zh", {{Role::title, "渡轮"}, {Role::paragraph, text("码头")}},
             {{Property::kind, "original"}});
  CHECK(page_of(sample, "/a/ferry").size() < 200'000);
}
