#include "translate/check/check_strays.h"

#include "tests/catch.h"
#include "tests/translate/check/checked_texts.h"
#include "translate/align/align.h"
#include "translate/align/row_links.h"

namespace hexapla::test {
namespace {

// Sentences that share most of their words, so that each teaches the others what renders what.
const std::vector<std::string> kOriginal{
    "العبارة القديمة تعبر البحيرة كل مساء.", "القبطان ينظر إلى الضوء فوق الميناء.",
    "الركاب ينظرون إلى الجبال كل مساء.",
    "العبارة القديمة تعبر البحيرة والقبطان ينظر إلى الجبال والركاب ينظرون إلى الضوء فوق الميناء."};
const std::vector<std::string> kWhole{
    "The old ferry crosses the lake every evening.", "The captain watches the light over the port.",
    "The passengers watch the mountains every evening.",
    "The old ferry crosses the lake and the captain watches the mountains and the passengers watch "
    "the light over the port."};

std::vector<std::vector<Finding>> checked(const OwnedText& source,
                                          const std::vector<const OwnedText*>& versions) {
  std::vector<Alignment> alignments;
  std::vector<TextToAlign> texts;
  for (const OwnedText* version : versions) {
    alignments.push_back(block_by_block(source.view(), version->view()));
    texts.push_back(text_of(version->view()));
  }
  std::vector<VersionToCheck> to_check;
  for (std::size_t i = 0; i < versions.size(); ++i)
    to_check.push_back({versions[i]->view(), versions[i]->to_check().language, alignments[i]});
  const std::vector<Row> rows = merge_rows(source.view().segment_count(), alignments);
  std::vector<VersionToLink> to_link;
  for (std::size_t i = 0; i < versions.size(); ++i)
    to_link.push_back({texts[i], alignments[i].beads});
  return check_together(source.to_check(), to_check, rows,
                        links_by_row(rows, link_versions(text_of(source.view()), to_link)));
}

TEST_CASE("a part that one of several versions leaves out is found in that one alone", "[check]") {
  std::vector<std::string> shortened = kWhole;
  shortened[3] = "The old ferry crosses the lake.";
  const OwnedText source("ar", kOriginal), whole("en", kWhole), other("en-GB", kWhole),
      lacking("en", shortened);
  const auto found = checked(source, {&whole, &other, &lacking});
  REQUIRE(found.size() == 3);
  CHECK(classes_of(found[0]).empty());
  CHECK(classes_of(found[1]).empty());
  REQUIRE(found[2].size() == 1);
  const Finding& finding = found[2][0];
  CHECK(finding.found == FindingClass::omission);
  CHECK(finding.source.segment == 3);
  CHECK_FALSE(finding.source.range.empty());
  CHECK(finding.source.text.find("الميناء") != std::string::npos);
  CHECK(finding.target.segments == SegmentRange{3, 1});
  CHECK(finding.key.size() == 16);
}

TEST_CASE("the key of a part left out does not depend on the versions beside it", "[check]") {
  std::vector<std::string> shortened = kWhole;
  shortened[3] = "The old ferry crosses the lake.";
  const OwnedText source("ar", kOriginal), whole("en", kWhole), lacking("en", shortened);
  const auto two = checked(source, {&whole, &lacking}),
             three = checked(source, {&whole, &lacking, &whole});
  REQUIRE(two[1].size() == 1);
  REQUIRE(three[1].size() == 1);
  CHECK(two[1][0].key == three[1][0].key);
}

}  // namespace
}  // namespace hexapla::test
