#include "http/comparison.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"
#include "translate/check/check_version.h"

namespace hexapla {
namespace {

using test::get;
using test::paragraphs;
using test::SampleArchive;

bool has(const Response& page, std::string_view words) {
  return page.body->find(words) != std::string::npos;
}

struct Case {
  const char* language;
  std::vector<std::string> original;
};

// A title and three sentences of which none has a word in common with another language.
const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"ar",
       {"عودة العبّارة", "ينظر القبطان كل مساء إلى الضوء فوق الميناء القديم.",
        "تعبر السفينة البحيرة مع ركاب كثيرين في الليل.", "الماء بارد جدا في شهر مايو."}},
      {"th",
       {"เรือกลับมาแล้ว", "ทุกเย็นกัปตันมองแสงไฟเหนือท่าเรือเก่า",
        "เรือข้ามทะเลสาบพร้อมผู้โดยสารมากมายในเวลากลางคืน", "น้ำเย็นมากในเดือนพฤษภาคม"}},
      {"zh-Hans",
       {"渡轮回来了", "船长每天傍晚望着旧港口上方的灯光。", "夜里船载着许多乘客横渡湖面。",
        "五月的湖水非常冷。"}}};
  return kCases;
}

const std::vector<std::string> kEnglish{
    "The ferry returns", "Every evening the captain looks at the light over the old harbour.",
    "The boat crosses the lake with many passengers in the night.",
    "The water is very cold in May."};

// The second English version has what stands first in the original at the end, with a word changed.
void add_moved(SampleArchive& sample, const Case& one, bool says_what_it_revises) {
  sample.add("boat", one.language, paragraphs(one.original), {{Property::kind, "original"}});
  const std::string original = "boat/" + std::string(one.language) + "@1";
  sample.add("boat", "en~first", paragraphs(kEnglish),
             {{Property::kind, "machine"}, {Property::derived_from, original}});
  std::vector<std::pair<Property, std::string>> claims{{Property::kind, "post-edited"},
                                                       {Property::derived_from, original}};
  if (says_what_it_revises) claims.emplace_back(Property::revises, "boat/en~first@1");
  sample.add("boat", "en~second",
             paragraphs({kEnglish[0], kEnglish[2], kEnglish[3],
                         "Every evening the captain looks at the lamp over the old harbour."}),
             std::move(claims));
}

TEST_CASE("a moved sentence is one finding with one key, side by side and in checks, and aligned",
          "[lineage][check]") {
  for (const Case& one : cases()) {
    for (const bool says_what_it_revises : {true, false}) {
      CAPTURE(one.language, says_what_it_revises);
      SampleArchive sample;
      add_moved(sample, one, says_what_it_revises);
      const Reading reading = sample.archive().read();
      const auto checked = check_version(reading, *RevisionAddress::parse("boat/en~second@1"));
      REQUIRE(checked);
      REQUIRE(checked->findings.size() == 1);
      const Finding& finding = checked->findings[0].finding;
      CHECK(finding.found == FindingClass::moved);
      CHECK(finding.source.segments == SegmentRange{1, 1});
      CHECK(finding.target.segments == SegmentRange{3, 1});
      for (const std::vector<std::string_view>& chosen :
           {std::vector<std::string_view>{one.language, "en~first", "en~second"},
            std::vector<std::string_view>{one.language, "en~second"}}) {
        const Comparison comparison =
            compare_versions(reading, *ArticleId::parse("boat"), chosen, {});
        const auto last = static_cast<std::uint32_t>(chosen.size() - 1);
        CHECK(comparison.remark_count == 1);
        CHECK(comparison.versions[last].aligned == 4);
        for (const ComparedRow& row : comparison.rows) {
          CHECK(row.remarks.size() == (row.id == "s2" ? 1U : 0U));
          for (const Remark& remark : row.remarks) {
            CHECK(remark.found == FindingClass::moved);
            CHECK(remark.version == last);
            CHECK(remark.key == finding.key);
          }
          if (row.id == "s2") {
            REQUIRE(row.moved_away(last) != nullptr);
            CHECK_FALSE(row.moved_away(last)->id.empty());
          }
          if (row.row.original.empty()) {
            REQUIRE(row.moved_here(last) != nullptr);
            CHECK(row.moved_here(last)->id == "s2");
          }
        }
      }
    }
  }
}

TEST_CASE("the page of a moved sentence remarks it and says nothing of wanting or added text",
          "[lineage][http]") {
  for (const Case& one : cases()) {
    CAPTURE(one.language);
    SampleArchive sample;
    add_moved(sample, one, true);
    Application application(sample.archive());
    const Response page = get(application, "/a/boat/compare");
    CHECK(has(page, "stands elsewhere"));
    CHECK(has(page, "moved to <a href=\"#"));
    CHECK(has(page, ", 1 remark<"));
    CHECK_FALSE(has(page, "Nothing to remark"));
    CHECK_FALSE(has(page, "wanting in this version</p>"));
    CHECK_FALSE(has(page, "not in the original</p>"));
    CHECK_FALSE(has(page, "3 of 4"));
  }
}

TEST_CASE("the pair of versions in one language tells which of its sentences moved", "[lineage]") {
  SampleArchive sample;
  add_moved(sample, cases()[0], true);
  const Comparison comparison = compare_versions(sample.archive().read(), *ArticleId::parse("boat"),
                                                 {"ar", "en~first", "en~second"}, {});
  REQUIRE(comparison.pair);
  REQUIRE(comparison.pair->moves.size() == 1);
  CHECK(comparison.pair->moves[0].before.first == 1);
  CHECK(comparison.pair->moves[0].after.first == 3);
}

TEST_CASE("what two versions have beyond the original is added in both, wherever it stands",
          "[lineage][check]") {
  for (const Case& one : cases()) {
    CAPTURE(one.language);
    SampleArchive sample;
    sample.add("boat", one.language, paragraphs(one.original), {{Property::kind, "original"}});
    const std::string original = "boat/" + std::string(one.language) + "@1";
    const std::string added = "Nobody had asked whether tickets would become any cheaper.";
    sample.add("boat", "en~first",
               paragraphs({kEnglish[0], added, kEnglish[1], kEnglish[2], kEnglish[3]}),
               {{Property::kind, "human"}, {Property::derived_from, original}});
    sample.add("boat", "en~second",
               paragraphs({kEnglish[0], kEnglish[1], kEnglish[2], kEnglish[3], added}),
               {{Property::kind, "human"}, {Property::derived_from, original}});
    const auto versions =
        check_versions(sample.archive().read(),
                       std::vector<RevisionAddress>{*RevisionAddress::parse("boat/en~first@1"),
                                                    *RevisionAddress::parse("boat/en~second@1")});
    for (const CheckedVersion& version : versions) {
      for (const CheckedFinding& checked : version.findings)
        CHECK(checked.finding.found != FindingClass::moved);
    }
  }
}

}  // namespace
}  // namespace hexapla
