#include "translate/check/find_moves.h"

#include "tests/catch.h"
#include "tests/translate/check/checked_texts.h"
#include "translate/align/row_links.h"
#include "translate/check/check_strays.h"

namespace hexapla::test {
namespace {

// Sentences that share most of their words, so that each teaches the others what renders what.
const std::vector<std::string> kArabic{"العبارة القديمة تعبر البحيرة كل مساء في الشتاء.",
                                       "القبطان ينظر إلى الضوء فوق الميناء الكبير.",
                                       "412 من الركاب ينظرون إلى الجبال فوق البحيرة.",
                                       "العبارة الجديدة تعبر الميناء كل صباح في صيف 2019.",
                                       "القبطان القديم ينظر إلى الركاب كل صباح.",
                                       "الضوء الكبير فوق الجبال في الشتاء والصيف.",
                                       "العبارة القديمة تعبر الميناء كل صباح.",
                                       "الركاب ينظرون إلى الضوء فوق البحيرة.",
                                       "القبطان ينظر إلى الجبال كل مساء.",
                                       "العبارة الجديدة تعبر البحيرة في الشتاء."};
const std::vector<std::string> kThai{"เรือเก่าข้ามทะเลสาบทุกเย็นในฤดูหนาว",
                                     "กัปตันมองแสงไฟเหนือท่าเรือใหญ่",
                                     "ผู้โดยสาร 412 คนมองภูเขาเหนือทะเลสาบใหญ่",
                                     "เรือใหม่ข้ามท่าเรือทุกเช้าในฤดูร้อนปี 2019",
                                     "กัปตันเก่ามองผู้โดยสารทุกเช้าในฤดูหนาว",
                                     "แสงไฟใหญ่เหนือภูเขาในฤดูหนาวและฤดูร้อน",
                                     "เรือเก่าข้ามท่าเรือทุกเช้า",
                                     "ผู้โดยสารมองแสงไฟเหนือทะเลสาบ",
                                     "กัปตันมองภูเขาทุกเย็น",
                                     "เรือใหม่ข้ามทะเลสาบในฤดูหนาว"};
const std::vector<std::string> kEnglish{
    "The old ferry crosses the lake every evening in winter.",
    "The captain watches the light over the big port.",
    "412 passengers watch the mountains over the lake.",
    "The new ferry crosses the port every morning in the summer of 2019.",
    "The old captain watches the passengers every morning.",
    "The big light over the mountains in winter and summer.",
    "The old ferry crosses the port every morning.",
    "The passengers watch the light over the lake.",
    "The captain watches the mountains every evening.",
    "The new ferry crosses the lake in winter."};
const std::vector<std::string> kChinese{"船长每天傍晚望着旧港口上方的灯光。",
                                        "许多乘客坐船横渡湖面回家。",
                                        "五月的湖水非常平静而且寒冷。"};

std::vector<Finding> checked(const OwnedText& source, const OwnedText& target,
                             const Alignment& alignment) {
  const TextToAlign text = text_of(target.view());
  const std::vector<VersionToCheck> versions{
      {target.view(), target.to_check().language, alignment}};
  const std::vector<Alignment> alignments{alignment};
  const std::vector<Row> rows = merge_rows(source.view().segment_count(), alignments);
  const std::vector<VersionToLink> to_link{{text, alignment.beads}};
  return check_together(source.to_check(), versions, rows,
                        links_by_row(rows, link_versions(text_of(source.view()), to_link)))[0];
}

std::vector<Finding> checked(const OwnedText& source, const OwnedText& target) {
  return checked(source, target, block_by_block(source.view(), target.view()));
}

std::vector<std::string> swapped(std::vector<std::string> texts, std::size_t first) {
  std::swap(texts[first], texts[first + 1]);
  return texts;
}

TEST_CASE("two paragraphs that changed places are told as moved, each with what it renders",
          "[check]") {
  const OwnedText source("ar", kArabic), target("en", swapped(kEnglish, 2));
  const auto findings = checked(source, target);
  REQUIRE(classes_of(findings) == "moved moved");
  CHECK(findings[0].source.text == kArabic[3]);
  CHECK(findings[0].target.text == kEnglish[3]);
  CHECK(findings[0].target.segments == SegmentRange{2, 1});
  CHECK(findings[1].source.text == kArabic[2]);
  CHECK(findings[1].target.text == kEnglish[2]);
  CHECK(findings[0].key != findings[1].key);
}

TEST_CASE("figures tell that paragraphs of a short text changed places", "[check]") {
  struct Case {
    const char *language, *other_language;
    std::vector<std::string> original, version;
  };
  for (Case one : {Case{"ar", "th", kArabic, kThai}, Case{"th", "ar", kThai, kArabic},
                   Case{"ar", "en", kArabic, kEnglish}, Case{"th", "en", kThai, kEnglish}}) {
    CAPTURE(one.language, one.other_language);
    one.original.resize(5);
    one.version.resize(5);
    const OwnedText source(one.language, one.original),
        target(one.other_language, swapped(one.version, 2));
    CHECK(classes_of(checked(source, target)) == "moved moved");
  }
}

TEST_CASE("figures that changed places without their sentences are no move", "[check]") {
  for (const std::size_t sentences : {5U, 10U}) {
    CAPTURE(sentences);
    std::vector<std::string> original = kArabic, version = kThai;
    version[2] = "ผู้โดยสาร 2019 คนมองภูเขาเหนือทะเลสาบใหญ่";
    version[3] = "เรือใหม่ข้ามท่าเรือทุกเช้าในฤดูร้อนปี 412";
    original.resize(sentences);
    version.resize(sentences);
    const OwnedText source("ar", original), target("th", version);
    CHECK(classes_of(checked(source, target)) == "number number");
  }
}

TEST_CASE("what stands in the order of the original is not told as moved", "[check]") {
  const OwnedText arabic("ar", kArabic), english("en", kEnglish), thai("th", kThai);
  CHECK(classes_of(checked(arabic, english)).empty());
  CHECK(classes_of(checked(arabic, thai)).find("moved") == std::string::npos);
}

TEST_CASE("a sentence wanting beside others is an omission, and nothing moved", "[check]") {
  std::vector<std::string> lacking = kEnglish;
  lacking.erase(lacking.begin() + 2);
  const OwnedText source("ar", kArabic), target("en", lacking);
  Alignment alignment;
  for (std::uint32_t i = 0; i < kArabic.size(); ++i)
    alignment.beads.push_back({{i, 1}, {i - (i > 2 ? 1 : 0), i == 2 ? 0U : 1U}, 1});
  CHECK(classes_of(checked(source, target, alignment)) == "omission");
}

// The texts without what is left out of each, that and what is put in without counterpart.
Alignment with_left_over(std::uint32_t sentences, std::uint32_t source, std::uint32_t target) {
  Alignment alignment;
  std::uint32_t ours = 0, theirs = 0;
  while (ours < sentences || theirs < sentences) {
    if (ours == source)
      alignment.beads.push_back({{ours++, 1}, {theirs, 0}, 1});
    else if (theirs == target)
      alignment.beads.push_back({{ours, 0}, {theirs++, 1}, 1});
    else
      alignment.beads.push_back({{ours++, 1}, {theirs++, 1}, 1});
  }
  return alignment;
}

std::vector<std::string> carried(std::vector<std::string> texts, std::size_t from, std::size_t to) {
  std::string text = texts[from];
  texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(from));
  texts.insert(texts.begin() + static_cast<std::ptrdiff_t>(to), std::move(text));
  return texts;
}

TEST_CASE("a paragraph carried over many others is told as moved, up or down, and nothing else",
          "[check]") {
  struct Case {
    const char* language;
    const std::vector<std::string>& original;
    std::uint32_t from, to;
  };
  for (const Case& one : {Case{"ar", kArabic, 1, 8}, Case{"ar", kArabic, 9, 0},
                          Case{"th", kThai, 2, 8}, Case{"th", kThai, 3, 0}}) {
    CAPTURE(one.language, one.from, one.to);
    const OwnedText source(one.language, one.original),
        target("en", carried(kEnglish, one.from, one.to));
    const auto findings = checked(source, target, with_left_over(10, one.from, one.to));
    REQUIRE(classes_of(findings) == "moved");
    CHECK(findings[0].source.segments == SegmentRange{one.from, 1});
    CHECK(findings[0].target.segments == SegmentRange{one.to, 1});
    CHECK(findings[0].target.text == kEnglish[one.from]);
  }
}

TEST_CASE("a sentence left out and another one put in elsewhere are no move", "[check]") {
  std::vector<std::string> texts = kEnglish;
  texts.erase(texts.begin() + 1);
  texts.insert(texts.begin() + 8, "Nobody had asked whether tickets would become cheaper.");
  const OwnedText source("ar", kArabic), target("en", texts);
  CHECK(classes_of(checked(source, target, with_left_over(10, 1, 8))) == "omission addition");
}

TEST_CASE(
    "a carried paragraph that others answer to in words used more often is a move all the same",
    "[check]") {
  std::vector<std::string> other_harbour = kEnglish, other_travellers = kEnglish;
  other_harbour[0] = "The old boat crosses the lake every evening in winter.";
  other_harbour[2] = "412 passengers watch the mountains over the water.";
  other_harbour[3] = "The new ferry crosses the port every dawn in the summer of 2019.";
  other_harbour[6] = "The old ferry crosses the harbour every morning.";
  other_harbour[8] = "The captain watches the peaks every evening.";
  other_harbour[9] = "The new ferry crosses the water in winter.";
  other_travellers[3] = "The new boat crosses the port every morning in the summer of 2019.";
  other_travellers[4] = "The old captain watches the travellers every dawn.";
  for (const std::uint32_t to : {0U, 9U}) {
    CAPTURE(to);
    const OwnedText arabic("ar", kArabic), target("en", carried(other_harbour, 6, to));
    CHECK(classes_of(checked(arabic, target, with_left_over(10, 6, to))) == "moved");
    const OwnedText thai("th", kThai), other("en", carried(other_travellers, 4, to));
    CHECK(classes_of(checked(thai, other, with_left_over(10, 4, to))) == "moved");
  }
}

TEST_CASE("a sentence left out and one put in with its words and other figures are no move",
          "[check]") {
  std::vector<std::string> texts = kEnglish;
  texts.erase(texts.begin() + 3);
  texts.insert(texts.begin() + 8,
               "The passengers watch the port every evening in the winter of 1987.");
  const OwnedText arabic("ar", kArabic), thai("th", kThai), target("en", texts);
  CHECK(classes_of(checked(arabic, target, with_left_over(10, 3, 8))) == "omission addition");
  CHECK(classes_of(checked(thai, target, with_left_over(10, 3, 8))) == "omission addition");
}

TEST_CASE("what is left over on both sides of one place is no move", "[check]") {
  const OwnedText source("ar", kArabic), target("en", kEnglish);
  CHECK(classes_of(checked(source, target, with_left_over(10, 4, 4))) == "omission addition");
}

TEST_CASE("in one language, a sentence that stands elsewhere is neither wanting nor added",
          "[check]") {
  const OwnedText source("zh-Hans", kChinese),
      target("zh-Hans", {kChinese[1], kChinese[2], "船长每天傍晚望着新港口上方的灯光。"});
  Alignment alignment;
  alignment.beads = {
      {{0, 1}, {0, 0}, 1}, {{1, 1}, {0, 1}, 1}, {{2, 1}, {1, 1}, 1}, {{3, 0}, {2, 1}, 1}};
  const auto findings = checked(source, target, alignment);
  REQUIRE(classes_of(findings).find("moved") != std::string::npos);
  CHECK(classes_of(findings).find("omission") == std::string::npos);
  CHECK(classes_of(findings).find("addition") == std::string::npos);
  for (const Finding& finding : findings) {
    if (finding.found != FindingClass::moved) continue;
    CHECK(finding.source.segments == SegmentRange{0, 1});
    CHECK(finding.target.segments == SegmentRange{2, 1});
  }
}

TEST_CASE("beads that people linked across each other are left as they are", "[check]") {
  const OwnedText source("ar", kArabic), target("en", swapped(kEnglish, 2));
  Alignment alignment = block_by_block(source.view(), target.view());
  std::swap(alignment.beads[2].target, alignment.beads[3].target);
  CHECK(classes_of(checked(source, target, alignment)).empty());
}

}  // namespace
}  // namespace hexapla::test
