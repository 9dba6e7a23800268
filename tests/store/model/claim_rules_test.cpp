#include "store/model/claim_rules.h"

#include "tests/catch.h"

using namespace hexapla;

namespace {

Statement about(Property property, const char* value,
                std::map<std::string, std::string> details = {}) {
  return {.claim = {property, value, std::move(details)},
          .basis = Basis::declared,
          .scope = Scope::revision,
          .parts = {},
          .asserted_by = "مكتب التحرير"};
}

Statement about_sentences(Statement statement, std::vector<BlockPart> parts) {
  statement.scope = Scope::segments;
  statement.parts = std::move(parts);
  return statement;
}

}  // namespace

TEST_CASE("every property has a name that parses, and one rule in its own place", "[model]") {
  for (std::size_t i = 0; i < kPropertyCount; ++i) {
    const auto property = static_cast<Property>(i);
    CAPTURE(name(property));
    CHECK(parse_property(name(property)) == property);
    CHECK(rule_of(property).property == property);
    CHECK_FALSE(rule_of(property).words.empty());
    CHECK_FALSE(rule_of(property).meaning.empty());
    CHECK((rule_of(property).form == ClaimForm::word) == !rule_of(property).choices.empty());
  }
  CHECK(name(Property::beads) == "beads");  // the last: none was forgotten
}

TEST_CASE("claims are written as their property's rule says", "[model]") {
  const std::vector<BlockPart> first{{0, {0, 12}}};
  const std::string digest(64, 'a');
  struct Case {
    Statement statement;
    const char* field;  // of what is wrong; null for a good one
  };
  const std::vector<Case> cases{
      {about(Property::kind, "machine"), nullptr},
      {about(Property::kind, "robot"), "/value"},
      {about(Property::activity, "light-post-edit",
             {{"start", "2026-04-14T07:02:00Z"}, {"end", "2026-04-14T09:02:00+02:00"}}),
       nullptr},
      {about(Property::activity, "light-post-edit",
             {{"start", "2026-04-14T07:02:00Z"}, {"end", "2026-04-14T08:02:00+02:00"}}),
       "/details/end"},
      {about(Property::activity, "light-post-edit", {{"start", "14 April"}}), "/details/start"},
      {about(Property::activity, "translation"), "/value"},
      {about(Property::digital_source_type, "trainedAlgorithmicMedia"), nullptr},
      {about(Property::digital_source_type, "trainedalgorithmicmedia"), "/value"},
      {about(Property::human_review, "full",
             {{"reviewer", "สมหญิง"}, {"time", "2026-04-14T07:02:00Z"}}),
       nullptr},
      {about(Property::human_review, "yes"), "/value"},
      {about(Property::acted_on_behalf_of, "湖边出版社", {{"agent", "林"}}), nullptr},
      {about(Property::plan, "glossary of ferries", {{"type", "glossary"}}), nullptr},
      {about_sentences(about(Property::segment_origin, "machine", {{"engine", "Meridian"}}), first),
       nullptr},
      {about(Property::segment_origin, "machine"), "/scope"},
      {about_sentences(about(Property::segment_origin, "machine"), {}), "/parts"},
      {about(Property::still_right, digest.c_str()), nullptr},
      {about(Property::still_right, "unknown"), "/value"},
      {about(Property::dismissed, "number-differs", {{"reason", "the same value"}}), nullptr},
      {about(Property::dismissed, "Number differs"), "/value"},
      {about(Property::captured, "2022-10-21T06:49:00Z", {{"record", "urn:uuid:1"}}), nullptr},
      {about(Property::captured, "2022-10-21"), "/value"},
      {about_sentences(
           about(Property::beads, "link", {{"source", digest}, {"source-parts", "0:0-25 3"}}),
           first),
       nullptr},
      {about_sentences(about(Property::beads, "link", {{"source-parts", "0:0-25"}}), first),
       "/details/source"},
      {about_sentences(
           about(Property::beads, "link", {{"source", digest}, {"source-parts", "0:25-0"}}), first),
       "/details/source-parts"},
      {about_sentences(about(Property::beads, "join", {{"source", digest}}), first), "/value"},
  };
  for (const Case& one : cases) {
    CAPTURE(name(one.statement.claim.property), one.statement.claim.value);
    const auto problem = problem_in(one.statement);
    CHECK(problem.has_value() == (one.field != nullptr));
    if (problem && one.field != nullptr) CHECK(problem->field == one.field);
  }
}

TEST_CASE("parts of another text read back as they were written, and nothing else reads",
          "[model]") {
  const std::vector<BlockPart> parts{{3, {0, 25}}, {3, {26, 80}}, {7, {}}};
  CHECK(parts_text(parts) == "3:0-25 3:26-80 7");
  CHECK(parse_parts("3:0-25 3:26-80 7") == parts);
  for (const char* wrong : {"", " ", "3:", "3:0", "3:0-", "3:5-5", "3:0-25 ", " 3", "3,4", "-1",
                            "3:0-99999999999", "a"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_parts(wrong));
  }
}
