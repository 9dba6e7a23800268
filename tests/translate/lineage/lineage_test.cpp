#include <algorithm>
#include <cmath>

#include "store/archive/search.h"
#include "store/archive/source.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"
#include "translate/lineage/segment_origins.h"
#include "translate/lineage/staleness.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {
namespace {

using test::paragraphs;
using test::SampleArchive;
using Claims = std::vector<std::pair<Property, std::string>>;

RevisionAddress at(const char* text) {
  const auto address = RevisionAddress::parse(text);
  REQUIRE(address);
  return *address;
}

const std::vector<std::string> kArabic{
    "عودة العبّارة الليلية إلى البحيرة", "ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو.",
    "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة.", "ولم تُحدَّد أسعار التذاكر بعد."};
const std::vector<std::string> kEnglish{
    "The night ferry returns to the lake", "The ferry will carry passengers again from 1 May.",
    "The work cost 412,000 crowns.", "Fares have not been set yet."};
const std::vector<std::string> kThai{"เรือข้ามฟากกลางคืนกลับมาที่ทะเลสาบ",
                                     "เรือข้ามฟากจะรับผู้โดยสารอีกครั้งตั้งแต่วันที่ 1 พฤษภาคม",
                                     "งานนี้ใช้เงิน 412,000 โครน", "ยังไม่ได้กำหนดค่าโดยสาร"};

std::vector<std::string> with(std::vector<std::string> texts, std::size_t place, const char* text) {
  texts[place] = text;
  return texts;
}

// Arabic → English → Thai, each in one revision.
void add_chain(SampleArchive& sample) {
  sample.add("ferry", "ar", paragraphs(kArabic), {{Property::kind, "original"}});
  sample.add("ferry", "en", paragraphs(kEnglish),
             {{Property::kind, "machine"},
              {Property::engine, "Meridian"},
              {Property::derived_from, "ferry/ar@1"}});
  sample.add("ferry", "th", paragraphs(kThai),
             {{Property::kind, "human"}, {Property::derived_from, "ferry/en@1"}});
}

void change_the_cost(SampleArchive& sample) {
  sample.add("ferry", "ar", paragraphs(with(kArabic, 2, "بلغت كلفة العمل ٤٣٠٬٠٠٠ كرونة.")),
             {{Property::kind, "original"}});
}

RevisionView view_of(const Reading& reading, const char* address) {
  auto view = reading.view(at(address));
  REQUIRE(view);
  return *view;
}

TEST_CASE("changes of a text are told sentence by sentence", "[lineage]") {
  SampleArchive sample;
  sample.add("ferry", "ar", paragraphs({"عنوان", "أولا.", "ثانيا.", "ثالثا.", "رابعا."}), {});
  sample.add(
      "ferry", "ar",
      paragraphs({"عنوان", "ثانيا.", "ثالثا بكلمات أخرى.", "رابعا.", "جديد تماما.", "أولا."}), {});
  const Reading reading = sample.archive().read();
  const auto changes = text_changes(view_of(reading, "ferry/ar@1"), view_of(reading, "ferry/ar@2"));
  using Kind = TextChange::Kind;
  REQUIRE(changes.size() == 3);
  CHECK(changes[0] == TextChange{Kind::moved, {1, 1}, {5, 1}});
  CHECK(changes[1] == TextChange{Kind::changed, {3, 1}, {2, 1}});
  CHECK(changes[2] == TextChange{Kind::added, {5, 0}, {4, 1}});
  CHECK(text_changes(view_of(reading, "ferry/ar@1"), view_of(reading, "ferry/ar@1")).empty());
}

TEST_CASE("a chain of translations names its pivots up to the original", "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  sample.add("night", "zh", paragraphs({"夜间渡轮回到湖上"}),
             {{Property::kind, "human"}, {Property::derived_from, "unknown"}});
  const Reading reading = sample.archive().read();
  const auto chain = chain_of(reading, at("ferry/th@1"));
  REQUIRE(chain.size() == 3);
  CHECK(chain[1].address == at("ferry/en@1"));
  CHECK(chain[1].kind == Kind::machine);
  CHECK(chain[2].address == at("ferry/ar@1"));
  CHECK(chain[2].source.state == Source::State::unsaid);
  CHECK(chain_of(reading, at("night/zh@1"))[0].source.state == Source::State::unknown);
}

TEST_CASE("a post-edit that names no source has that of the text it revises", "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  sample.add("ferry", "en~desk", paragraphs(kEnglish),
             {{Property::kind, "post-edited"}, {Property::revises, "ferry/en@1"}});
  const Reading reading = sample.archive().read();
  CHECK(source_of(reading, at("ferry/en~desk@1")).address == at("ferry/ar@1"));
}

TEST_CASE("a version is stale since the first other text, in the sentences that changed",
          "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  CHECK(stale_versions(sample.archive().read(), *ArticleId::parse("ferry")).empty());
  change_the_cost(sample);
  const Reading reading = sample.archive().read();
  const auto stale = staleness_of(reading, at("ferry/en@1"));
  REQUIRE(stale);
  CHECK(stale->made_from == at("ferry/ar@1"));
  CHECK(stale->since == at("ferry/ar@2"));
  CHECK(stale->newest == at("ferry/ar@2"));
  CHECK(stale->through.empty());
  REQUIRE(stale->stretches.size() == 1);
  CHECK(stale->stretches[0].change == TextChange{TextChange::Kind::changed, {2, 1}, {2, 1}});
  CHECK(stale->stretches[0].target == SegmentRange{2, 1});
}

TEST_CASE("a translation of a translation is stale through it, in its own sentences", "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  change_the_cost(sample);
  const Reading reading = sample.archive().read();
  const auto stale = staleness_of(reading, at("ferry/th@1"));
  REQUIRE(stale);
  CHECK(stale->through == std::vector{at("ferry/en@1")});
  CHECK(stale->since == at("ferry/ar@2"));
  REQUIRE(stale->stretches.size() == 1);
  CHECK(stale->stretches[0].target == SegmentRange{2, 1});
  CHECK(stale_versions(reading, *ArticleId::parse("ferry")).size() == 2);
}

// Versions with the cost in them that a search calls stale, or up to date.
std::vector<std::string> searched(const Reading& reading, bool stale) {
  SearchRequest request;
  request.query = "412000";
  request.stale = stale;
  std::vector<std::string> found;
  for (const FoundVersion& version : search(reading, request).versions) {
    CHECK(staleness_of(reading, version.address).has_value() == stale);
    found.push_back(version.address.text());
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST_CASE("a search calls stale what a page does, through a pivot and after it was accepted",
          "[lineage][search]") {
  using List = std::vector<std::string>;
  SampleArchive sample;
  add_chain(sample);
  CHECK(searched(sample.archive().read(), true).empty());
  change_the_cost(sample);
  CHECK(searched(sample.archive().read(), true) == List{"ferry/en@1", "ferry/th@1"});
  CHECK(searched(sample.archive().read(), false).empty());
  sample.archive().state(
      at("ferry/en@1"),
      {{.claim = {Property::still_right, "ferry/ar@2", {}}, .parts = {}, .asserted_by = "مكتب"}},
      "مكتب");
  CHECK(searched(sample.archive().read(), true).empty());
  CHECK(searched(sample.archive().read(), false) == List{"ferry/en@1", "ferry/th@1"});
}

TEST_CASE("a newer revision with the same text makes nothing stale", "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  sample.add("ferry", "ar", paragraphs(kArabic),
             {{Property::kind, "original"}, {Property::licence, "CC BY"}});
  const Reading reading = sample.archive().read();
  REQUIRE(reading.revision(at("ferry/ar@2")));
  CHECK_FALSE(staleness_of(reading, at("ferry/en@1")));
}

TEST_CASE("still right holds until the original changes again, and falls with its retraction",
          "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  change_the_cost(sample);
  const auto event = sample.archive().state(
      at("ferry/en@1"),
      {{.claim = {Property::still_right, "ferry/ar@2", {}}, .parts = {}, .asserted_by = "مكتب"}},
      "مكتب");
  CHECK_FALSE(staleness_of(sample.archive().read(), at("ferry/en@1")));
  sample.add("ferry", "ar",
             paragraphs(with(with(kArabic, 2, "بلغت كلفة العمل ٤٣٠٬٠٠٠ كرونة."), 3,
                             "حُدِّدت أسعار التذاكر أخيرًا.")),
             {{Property::kind, "original"}});
  {
    const Reading reading = sample.archive().read();
    const auto stale = staleness_of(reading, at("ferry/en@1"));
    REQUIRE(stale);
    CHECK(stale->accepted_before);
    CHECK(stale->made_from == at("ferry/ar@2"));
    CHECK(stale->since == at("ferry/ar@3"));
    // The cost was accepted: only the fares are stale now.
    REQUIRE(stale->stretches.size() == 1);
    CHECK(stale->stretches[0].target == SegmentRange{3, 1});
  }
  sample.archive().retract(event, 0, "", "مكتب");
  const Reading reading = sample.archive().read();
  const auto stale = staleness_of(reading, at("ferry/en@1"));
  REQUIRE(stale);
  CHECK(stale->made_from == at("ferry/ar@1"));
  CHECK(stale->stretches.size() == 2);
}

TEST_CASE("what the original gained has no sentence in a version, what it lost still has one",
          "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  sample.add(
      "ferry", "ar",
      paragraphs({kArabic[0], kArabic[1], kArabic[2], "وأضيفت رحلة ثالثة عند الفجر للصيادين."}),
      {{Property::kind, "original"}});
  sample.add("ferry", "ar", paragraphs({kArabic[0], kArabic[1], kArabic[2]}),
             {{Property::kind, "original"}});
  const Reading reading = sample.archive().read();
  const auto stale = staleness_of(reading, at("ferry/en@1"));
  REQUIRE(stale);
  CHECK(stale->since == at("ferry/ar@2"));
  CHECK(stale->newest == at("ferry/ar@3"));
  REQUIRE(stale->stretches.size() == 1);
  CHECK(stale->stretches[0].change.kind == TextChange::Kind::removed);
  CHECK(stale->stretches[0].target == SegmentRange{3, 1});
}

TEST_CASE("sentences of a post-edit are the machine's where their words are, else the editor's",
          "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  sample.add("ferry", "en~desk", paragraphs(with(kEnglish, 2, "The work came to 412,000 crowns.")),
             {{Property::kind, "post-edited"},
              {Property::revises, "ferry/en@1"},
              {Property::editor, "สมหญิง"}});
  sample.add("ferry", "en~desk",
             paragraphs(with(with(kEnglish, 2, "The work came to 412,000 crowns."), 3,
                             "Nobody has set fares.")),
             {{Property::kind, "post-edited"},
              {Property::revises, "ferry/en~desk@1"},
              {Property::editor, "林"}});
  const Reading reading = sample.archive().read();
  const SegmentOrigins first = segment_origins(reading, at("ferry/en~desk@1"));
  CHECK(first.machine == 3);
  CHECK(first.person == 1);
  CHECK(first.segments[0].agent == "Meridian");
  CHECK(first.segments[0].from == at("ferry/en@1"));
  CHECK(first.segments[2].agent == "สมหญิง");
  CHECK(first.segments[2].basis == Basis::detected);
  REQUIRE(first.changed_share);
  // `came to` for `cost`: 6 of the characters that are no spaces.
  const double all = 30 + 41 + 27 + 24;
  CHECK(std::abs(*first.changed_share - 6 / all) < 0.01);

  const SegmentOrigins second = segment_origins(reading, at("ferry/en~desk@2"));
  CHECK(second.machine == 2);
  CHECK(second.segments[2].agent == "สมหญิง");
  CHECK(second.segments[3].agent == "林");
}

TEST_CASE("a claim about sentences outweighs what was found of their origin", "[lineage]") {
  SampleArchive sample;
  add_chain(sample);
  const SegmentOrigins before = segment_origins(sample.archive().read(), at("ferry/th@1"));
  CHECK(before.person == 4);
  CHECK_FALSE(before.changed_share);
  const RevisionView::SegmentView segment = [&] {
    const Reading reading = sample.archive().read();
    return view_of(reading, "ferry/th@1").segment(2);
  }();
  Statement claim{.claim = {Property::segment_origin, "machine", {{"engine", "Ondas"}}},
                  .basis = Basis::declared,
                  .scope = Scope::segments,
                  .parts = {{segment.block, segment.range}},
                  .asserted_by = "desk"};
  sample.archive().state(at("ferry/th@1"), {claim}, "desk");
  const SegmentOrigins after = segment_origins(sample.archive().read(), at("ferry/th@1"));
  CHECK(after.person == 3);
  CHECK(after.machine == 1);
  CHECK(after.segments[2].agent == "Ondas");
  CHECK(after.segments[2].basis == Basis::declared);
}

}  // namespace
}  // namespace hexapla
