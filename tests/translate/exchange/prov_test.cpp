#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/http/sample_archive.h"
#include "translate/exchange/prov_of_archive.h"
#include "translate/exchange/provenance_csv.h"

namespace hexapla {
namespace {

using nlohmann::json;

TEST_CASE("Turtle and JSON-LD write what a text may hold so that it reads back", "[exchange]") {
  const RdfNamespaces namespaces{{"ex", "http://example.org/"}};
  const std::vector<RdfTriple> triples{
      {RdfTerm::iri("urn:x:a b<c>"),
       "http://example.org/name",
       {RdfTerm::Kind::literal, "سطر\n\"مقتبس\" \\ \x01", {}, "ar"}},
      {RdfTerm::iri("urn:x:a b<c>"), "http://example.org/dash-ed",
       RdfTerm::iri("http://example.org/thing")}};
  CHECK(to_turtle(triples, namespaces) ==
        "@prefix ex: <http://example.org/> .\n\n"
        "<urn:x:a\\u0020b\\u003Cc\\u003E> ex:name \"سطر\\n\\\"مقتبس\\\" \\\\ \\u0001\"@ar ;\n"
        "  <http://example.org/dash-ed> ex:thing .\n");
  const json document = json::parse(to_json_ld(triples, namespaces));
  CHECK(document["@graph"][0]["@id"] == "urn:x:a b<c>");
  CHECK(document["@graph"][0]["ex:name"]["@language"] == "ar");
  CHECK(document["@graph"][0]["http://example.org/dash-ed"]["@id"] == "http://example.org/thing");
}

TEST_CASE("PROV names the exact source, and the original behind a post-edit", "[exchange]") {
  test::SampleArchive sample;
  sample.fill();
  const Reading reading = sample.archive().read();
  const auto post_edit = RevisionAddress::parse("ferry/es~desk@1");
  REQUIRE(post_edit);
  const json document = json::parse(to_prov_json(prov_of(reading, {*post_edit})));
  std::vector<std::string> said;
  for (const auto& [name, relation] : document["wasDerivedFrom"].items()) {
    said.push_back(relation.value("/prov:type/$"_json_pointer, std::string("from")) + " " +
                   relation["prov:usedEntity"].get<std::string>());
  }
  std::sort(said.begin(), said.end());
  CHECK(said == std::vector<std::string>{"prov:PrimarySource archive:ferry/ar@1",
                                         "prov:Revision archive:ferry/es@1"});
  // The texts that are only named stand in the document too, by their digests.
  CHECK(document["entity"]["archive:ferry/ar@1"]["hexapla:sha256"] ==
        reading.revision(*RevisionAddress::parse("ferry/ar@1"))->digest.hex());
  CHECK(document["entity"]["archive:ferry/es~desk@1"]["hexapla:kindBasis"] == "declared");
  CHECK(document["prefix"]["archive"] == "urn:uuid:" + reading.event(0)->id + "#");
}

TEST_CASE("a capture is an activity that used a page of the web, and each later one another",
          "[exchange]") {
  test::SampleArchive sample;
  NewRevision page;
  page.article = ArticleId::parse("mailboat");
  page.variant = VariantId::parse("th");
  page.revision.language = page.variant->language();
  page.revision.blocks.push_back({.role = Role::title, .text = "เรือไปรษณีย์"});
  page.capture = Capture{.bytes = "<h1>เรือไปรษณีย์</h1>",
                         .media_type = "text/html",
                         .uri = "http://news.example/เรือ",
                         .date = "2026-03-01T09:00:00Z",
                         .file_name = {},
                         .encoding = {},
                         .facts = {{"warc-tool", "Crawler/2.1"}}};
  page.actor = "archivist";
  const RevisionAddress address = sample.archive().add(page).address;
  const auto captured = [](const char* when, std::map<std::string, std::string> details) {
    Statement statement;
    statement.claim = {Property::captured, when, std::move(details)};
    statement.asserted_by = "Crawler/2.2";
    return statement;
  };
  const std::uint64_t again = sample.archive().state(
      address,
      {captured("2026-03-09T09:00:00Z", {{"uri", "http://news.example/เรือ"}}),
       // Said of the capture that is there: no other one.
       captured("2026-03-01T09:00:00Z", {{"via", "http://news.example/"}})},
      "archivist");
  const Reading reading = sample.archive().read();
  const json document = json::parse(to_prov_json(prov_of(reading, {address})));

  const std::string first = "archive:activity/capture/" + Digest::of(page.capture->bytes).hex(),
                    later = "archive:activity/capture/" + std::to_string(again) + ".0";
  REQUIRE(document["activity"].size() == 2);
  CHECK(document["activity"][first]["prov:startTime"] == "2026-03-01T09:00:00Z");
  CHECK(document["activity"][later]["prov:endTime"] == "2026-03-09T09:00:00Z");
  std::map<std::string, std::string> used, made, by;
  for (const auto& relation : document["used"])
    used[relation["prov:activity"]] = relation["prov:entity"];
  for (const auto& relation : document["wasGeneratedBy"]) {
    if (relation.contains("prov:activity"))
      made[relation["prov:activity"]] = relation["prov:entity"];
  }
  for (const auto& relation : document["wasAssociatedWith"])
    by[relation["prov:activity"]] =
        document["agent"][relation["prov:agent"].get<std::string>()]["prov:label"];
  CHECK(document["entity"][used[first]]["hexapla:targetUri"] == "http://news.example/เรือ");
  CHECK(used[later] == used[first]);
  CHECK(made[first] == "archive:capture/" + Digest::of(page.capture->bytes).hex());
  CHECK(made[later] == "archive:capture/" + std::to_string(again) + ".0");
  CHECK(by == std::map<std::string, std::string>{{first, "Crawler/2.1"}, {later, "Crawler/2.2"}});
  REQUIRE(document["alternateOf"].size() == 1);
  CHECK(document["alternateOf"].begin().value()["prov:alternate1"] == made[later]);
  CHECK(document["alternateOf"].begin().value()["prov:alternate2"] == made[first]);
}

TEST_CASE("a claim that was taken back is invalidated in PROV, and said so in the table",
          "[exchange]") {
  test::SampleArchive sample;
  sample.add("mailboat", "th", {{Role::title, "เรือไปรษณีย์"}},
             {{Property::kind, "original"}, {Property::author, "=1+1"}});
  const auto address = *RevisionAddress::parse("mailboat/th@1");
  const auto added = sample.archive().read().revision(address)->event;
  sample.archive().retract(added, 1, "ผิด", "สมหญิง");
  const Reading reading = sample.archive().read();
  const json document = json::parse(to_prov_json(prov_of(reading, {address})));
  const std::string name = "archive:statement/" + std::to_string(added) + ".1";
  CHECK(document["entity"][name]["hexapla:standing"] == "retracted");
  REQUIRE(document["wasInvalidatedBy"].size() == 1);
  CHECK(document["wasInvalidatedBy"].begin().value()["prov:entity"] == name);

  const std::string table = provenance_csv(reading, address);
  CHECK(table.find("\"author\",\"'=1+1\"") != std::string::npos);
  CHECK(table.find("\"retracted\"\r\n") != std::string::npos);
  CHECK(table.find("\"shown\"\r\n") != std::string::npos);
}

}  // namespace
}  // namespace hexapla
