#include <nlohmann/json.hpp>

#include "http/application.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::get;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

json body_of(const Response& response) { return json::parse(*response.body); }

}  // namespace

TEST_CASE("the API lists articles page by page", "[http]") {
  SampleArchive sample;
  sample.fill();
  sample.add("mailboat", "th", {{Role::title, "เรือไปรษณีย์"}}, {{Property::kind, "original"}});
  const Application application(sample.archive());
  const Response first = get(application, "/api/v1/articles?limit=1");
  CHECK(first.content_type == "application/json");
  CHECK(*first.header("Access-Control-Allow-Origin") == "*");
  const json page = body_of(first);
  CHECK(page["articles"][0]["id"] == "mailboat");
  REQUIRE(page["next"].is_string());
  REQUIRE(first.header("Link"));
  const std::string link = *first.header("Link");
  CHECK(link.find("rel=\"next\"") != std::string::npos);
  const json second = body_of(get(application, link.substr(1, link.find('>') - 1)));
  CHECK(second["articles"][0]["id"] == "ferry");
  CHECK(second["next"].is_null());
  CHECK(body_of(get(application, "/api/v1/articles?language=th"))["articles"].size() == 1);
}

TEST_CASE("the API gives an article, its versions and where they came from", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json article = body_of(get(application, "/api/v1/articles/ferry"));
  CHECK(article["versions"].size() == 3);
  CHECK(article["versions"][1]["provenance"]["engine"]["value"] == "Meridian");
  CHECK(article["versions"][1]["provenance"]["engine"]["basis"] == "declared");
  const Response versions = get(application, "/api/v1/articles/ferry/versions?limit=3");
  CHECK(body_of(versions)["versions"].size() == 3);
  CHECK(body_of(versions)["next"] == "3");
  CHECK(body_of(get(application, "/api/v1/articles/ferry/versions?limit=3&cursor=3"))["versions"]
            .size() == 1);
}

TEST_CASE("the API compares versions row by row and covers every segment once", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json comparison = body_of(
      get(application, "/api/v1/articles/ferry/compare?version=original&version=es&version=fr"));
  CHECK(comparison["warnings"].size() == 1);
  REQUIRE(comparison["versions"].size() == 2);
  CHECK(comparison["versions"][1]["made_from"]["outdated"] == true);
  CHECK(comparison["versions"][0]["direction"] == "rtl");
  std::vector<std::size_t> seen(2);
  bool number = false;
  for (const json& row : comparison["rows"]) {
    for (const json& cell : row["cells"]) {
      for (const json& segment : cell["segments"])
        CHECK(segment["number"] == ++seen[cell["version"].get<std::size_t>()]);
    }
    for (const json& remark : row["remarks"]) number = number || remark["sign"] == "differs";
  }
  CHECK(seen[0] == comparison["versions"][0]["segments"]);
  CHECK(seen[1] == comparison["versions"][1]["segments"]);
  CHECK(number);
}

TEST_CASE("the API says which words render which, when asked", "[http]") {
  SampleArchive sample;
  sample.add("bridge", "th",
             {{Role::title, "สะพาน 1932"}, {Role::paragraph, "ปิด 14 วัน และเปิด 2030"}},
             {{Property::kind, "original"}});
  sample.add("bridge", "zh", {{Role::title, "桥 1932"}, {Role::paragraph, "关闭 14 天，2030 开放"}},
             {{Property::kind, "machine"}});
  const Application application(sample.archive());
  const std::string address = "/api/v1/articles/bridge/compare?version=original&version=zh";
  const json without = body_of(get(application, address));
  for (const json& row : without["rows"])
    for (const json& cell : row["cells"]) CHECK(!cell.contains("words"));
  std::size_t links = 0;
  const json with = body_of(get(application, address + "&words=1"));
  for (const json& row : with["rows"]) {
    const auto segment_of = [&](std::size_t cell, const json& word) {
      for (const json& segment : row["cells"][cell]["segments"])
        if (segment["number"] == word[0]) return segment["text"].get<std::string>();
      return std::string();
    };
    if (!row["cells"][1].contains("words")) continue;
    const json& words = row["cells"][1]["words"];
    const auto fit = [&](std::size_t cell, const json& list) {
      for (const json& word : list) {
        CHECK(word[1] < word[2]);
        CHECK(word[2] <= segment_of(cell, word).size());
      }
    };
    fit(0, words["original"]);
    fit(1, words["version"]);
    for (const json& link : words["links"]) {
      CHECK(link[0] < words["original"].size());
      CHECK(link[1] < words["version"].size());
      CHECK(link[2] <= 1);
      ++links;
    }
  }
  CHECK(links >= 3);
}

TEST_CASE("a revision and its bytes are found by their digest", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const std::string digest =
      body_of(get(application, "/api/v1/articles/ferry"))["versions"][0]["newest"]["digest"];
  const json revision = body_of(get(application, "/api/v1/revisions/" + digest));
  CHECK(revision["held_as"][0]["address"] == "ferry/ar@2");
  CHECK(revision["text"]["language"] == "ar");
  const Response bytes = get(application, "/api/v1/objects/" + digest);
  CHECK(Digest::of(*bytes.body).hex() == digest);
  CHECK(bytes.content_type == "application/octet-stream");
  CHECK(get(application, "/api/v1/objects/" + std::string(64, '0')).status == 404);
  CHECK(get(application, "/api/v1/revisions/zz").status == 404);
}

TEST_CASE("the log is read in order and entry by entry, as kept", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const Response page = get(application, "/api/v1/log?from=1&limit=2");
  CHECK(body_of(page)["events"].size() == 2);
  CHECK(body_of(page)["events"][0]["number"] == 1);
  CHECK(body_of(page)["next"] == 3);
  CHECK(*get(application, "/api/v1/log/1").body == *sample.archive().read().event_json(1));
  CHECK(body_of(get(application, "/api/v1/stats"))["articles"] == 1);
  CHECK(get(application, "/healthz").status == 200);
  CHECK(body_of(get(application, "/api/v1"))["articles"] == "/api/v1/articles");
}

TEST_CASE("a problem names its status and the parameter that is meant", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const auto check = [&](const char* target, int status, const char* parameter) {
    CAPTURE(target);
    const Response response = get(application, target);
    CHECK(response.status == status);
    CHECK(response.content_type == "application/problem+json");
    const json problem = body_of(response);
    CHECK(problem["status"] == status);
    CHECK(problem["title"].is_string());
    if (*parameter != '\0') CHECK(problem["parameter"] == parameter);
  };
  check("/api/v1/articles?limit=0", 400, "limit");
  check("/api/v1/articles?limit=9999999999999999999999", 400, "limit");
  check("/api/v1/articles?cursor=%22", 400, "cursor");
  check("/api/v1/articles?kind=robot", 400, "kind");
  check("/api/v1/articles/none/compare", 404, "");
  check("/api/v1/nothing", 404, "");
  check("/api/v1/log?from=-1", 400, "from");
  check("/api/v1/log/5", 404, "");
}

TEST_CASE("the API gives the findings of each version, page by page and by class",
          "[http][check]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const json all = body_of(get(application, "/api/v1/articles/ferry/findings"));
  CHECK(all["next"].is_null());
  REQUIRE(all["versions"].size() == 2);
  const json numbers =
      body_of(get(application, "/api/v1/articles/ferry/findings?version=es@1&class=number"));
  REQUIRE(numbers["versions"].size() == 1);
  CHECK(numbers["versions"][0]["target"] == "ferry/es@1");
  REQUIRE_FALSE(numbers["versions"][0]["findings"].empty());
  for (const json& finding : numbers["versions"][0]["findings"]) {
    CHECK(finding["class"] == "number");
    CHECK(finding["key"].get<std::string>().size() == 16);
  }
  const Response first = get(application, "/api/v1/articles/ferry/findings?limit=1");
  REQUIRE(first.header("Link"));
  CHECK(body_of(first)["next"] == "1");
  CHECK(get(application, "/api/v1/articles/ferry/findings?class=spelling").status == 400);
  CHECK(get(application, "/api/v1/articles/nowhere/findings").status == 404);
}
