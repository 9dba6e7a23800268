#include "store/model/event.h"

#include "store/model/error.h"
#include "tests/catch.h"

using namespace hexapla;

namespace {

Event added() {
  RevisionAdded what{
      .address = *RevisionAddress::parse("orrin-ferry/ar@2"),
      .digest = Digest::of("text"),
      .input = Digest::of("input"),
      .capture = CaptureRecord{Digest::of("capture"), "text/html", "https://courier.example/ar",
                               "2026-04-12T18:40:00Z", "ferry.html", "windows-1256"},
      .statements = {}};
  what.statements.push_back({.claim = {Property::label, "machine", {{"language", "ar"}}},
                             .basis = Basis::labelled,
                             .scope = Scope::uncertain,
                             .parts = {{2, {0, 19}}, {3, {}}},
                             .asserted_by = "hexapla"});
  return {"0b5c1f0e-0000-4000-8000-000000000001", "2026-04-12T18:41:07.000Z", "archivist", what};
}

}  // namespace

TEST_CASE("every kind of event is its canonical JSON and back", "[model]") {
  const auto statements = std::get<RevisionAdded>(added().what).statements;
  const std::vector<Event> events{
      added(),
      {"id-1", "2026-04-12T18:41:07.000Z", "a", ArchiveCreated{1, "archive.example/articles", ""}},
      {"id-2", "2026-04-12T18:41:07.000Z", "a",
       StatementsAdded{*RevisionAddress::parse("orrin-ferry/th@1"), Digest::of("x"), statements}},
      {"id-3", "2026-04-12T18:41:07.000Z", "a", StatementRetracted{7, 0, "พิมพ์ผิด"}},
      {"id-4", "2026-04-12T18:41:07.000Z", "a",
       TextWithdrawn{*RevisionAddress::parse("orrin-ferry/ar@2"),
                     Digest::of("x"),
                     {Digest::of("x"), Digest::of("capture")},
                     "حكم قضائي",
                     "المحكمة"}},
      {"id-5", "2026-04-12T18:41:07.000Z", "a",
       LexiconLearnt{"ar", "en", Digest::of("y"), "hexapla-2", 12}},
      {"id-6", "2026-04-12T18:41:07.000Z", "a",
       ArticlesRealigned{{*ArticleId::parse("orrin-ferry"), *ArticleId::parse("saga")}}},
  };
  for (const Event& event : events) {
    const std::string json = to_canonical_json(event);
    CAPTURE(json);
    CHECK(event_from_canonical_json(json) == event);
    CHECK(to_canonical_json(event_from_canonical_json(json)) == json);
  }
}

TEST_CASE("every truncation of an event is refused", "[model]") {
  const std::string json = to_canonical_json(added());
  for (std::size_t size = 0; size < json.size(); ++size) {
    CHECK_THROWS_AS(event_from_canonical_json(json.substr(0, size)), InputError);
  }
}

TEST_CASE("an event of more than 65,535 bytes is refused, not cut", "[model]") {
  Event event = added();
  auto& statements = std::get<RevisionAdded>(event.what).statements;
  while (statements.size() < 2000) statements.push_back(statements.front());
  CHECK_THROWS_AS(to_canonical_json(event), InputError);
}
