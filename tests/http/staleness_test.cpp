#include <nlohmann/json.hpp>

#include "http/application.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

Response get(SampleArchive& sample, std::string_view target) {
  const Application application(sample.archive());
  Request request;
  REQUIRE(request.set_target(target));
  return application.handle(request);
}

std::size_t outdated_remarks(SampleArchive& sample, std::string_view target) {
  const json comparison = json::parse(*get(sample, target).body);
  std::size_t count = 0;
  for (const json& row : comparison["rows"]) {
    for (const json& remark : row["remarks"]) count += remark["sign"] == "older-source";
  }
  return count;
}

void accept(SampleArchive& sample, const char* version, const char* original) {
  sample.archive().state(
      *RevisionAddress::parse(version),
      {{.claim = {Property::still_right, original, {}}, .parts = {}, .asserted_by = "مكتب"}},
      "مكتب");
}

constexpr const char* kCompare = "/api/v1/articles/ferry/compare?version=ar&version=es";

}  // namespace

TEST_CASE("the side-by-side rows leave a version alone that was accepted for the newest original",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  CHECK(outdated_remarks(sample, kCompare) == 1);
  accept(sample, "ferry/es@1", "ferry/ar@2");
  CHECK(outdated_remarks(sample, kCompare) == 0);
}

TEST_CASE("a translation of a translation is outdated in the rows where the original changed",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  sample.add(
      "ferry", "th",
      {{Role::title, "เรือข้ามฟากกลางคืนกลับมาที่ทะเลสาบ"},
       {Role::paragraph, "เรือข้ามฟากจะรับผู้โดยสารอีกครั้งตั้งแต่วันที่ 1 พฤษภาคม งานนี้ใช้เงิน 421,000 โครน"},
       {Role::paragraph, "ยังไม่ได้กำหนดค่าโดยสารเลย"}},
      {{Property::kind, "human"}, {Property::derived_from, "ferry/es@1"}});
  CHECK(outdated_remarks(sample, "/api/v1/articles/ferry/compare?version=ar&version=th") == 1);
}

TEST_CASE("the API says why a version is stale", "[http]") {
  SampleArchive sample;
  sample.fill();
  const json article = json::parse(*get(sample, "/api/v1/articles/ferry").body);
  CHECK_FALSE(article["versions"][0].contains("stale"));
  const json& stale = article["versions"][1]["stale"];
  CHECK(stale["made_from"] == "ferry/ar@1");
  CHECK(stale["since"] == "ferry/ar@2");
  REQUIRE(stale["changes"].size() == 1);
  CHECK(stale["changes"][0]["segments"] == json{{"first", 1}, {"count", 1}});
}

TEST_CASE("the API gives an article's provenance as PROV and as a table", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Response document = get(sample, "/api/v1/articles/ferry/provenance");
  CHECK(json::parse(*document.body)["entity"].contains("archive:ferry/es~desk@1"));
  const Response turtle = get(sample, "/api/v1/articles/ferry/provenance?format=turtle");
  CHECK(turtle.content_type == "text/turtle; charset=utf-8");
  CHECK(turtle.body->starts_with("@prefix "));
  CHECK(get(sample, "/api/v1/articles/ferry/provenance?format=csv")
            .body->find("\"ferry\",\"es~desk\",\"1\"") != std::string::npos);
  CHECK(get(sample, "/api/v1/articles/ferry/provenance?format=xml").status == 400);
  CHECK(get(sample, "/api/v1/articles/fery/provenance").status == 404);
}
