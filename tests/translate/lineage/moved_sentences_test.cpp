#include "translate/lineage/moved_sentences.h"

#include <ctime>

#include "tests/catch.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::paragraphs;
using test::SampleArchive;

std::vector<MovedSentence> moved(const char* variant, std::vector<std::string> older,
                                 std::vector<std::string> newer) {
  SampleArchive sample;
  sample.add("ferry", variant, paragraphs(std::move(older)), {});
  sample.add("ferry", variant, paragraphs(std::move(newer)), {});
  const Reading reading = sample.archive().read();
  const auto before = reading.view(*RevisionAddress::parse(std::string("ferry/") + variant + "@1"));
  const auto after = reading.view(*RevisionAddress::parse(std::string("ferry/") + variant + "@2"));
  REQUIRE(before);
  REQUIRE(after);
  return moved_sentences(*before, *after, *LanguageTag::parse(variant));
}

const std::vector<std::string> kArabic{
    "عودة العبّارة", "ينظر القبطان كل مساء إلى الضوء فوق الميناء القديم.",
    "تعبر السفينة البحيرة مع ركاب كثيرين في الليل.", "الماء بارد جدا في شهر مايو."};
const std::vector<std::string> kThai{"เรือกลางคืน", "กัปตันโบกมือให้ผู้คนบนท่าเรือเก่าทุกเย็น",
                                     "ผู้โดยสารมากมายมองแสงไฟเหนือภูเขา",
                                     "น้ำสงบและเย็นมากในเดือนพฤษภาคม"};
const std::vector<std::string> kChinese{"夜间渡轮", "船长每天傍晚望着旧港口上方的灯光。",
                                        "许多乘客坐船横渡湖面回家。",
                                        "五月的湖水非常平静而且寒冷。"};

TEST_CASE("a sentence that moved is found with a word changed, in scripts with and without spaces",
          "[lineage]") {
  std::vector<std::string> newer{kArabic[0], kArabic[2], kArabic[3],
                                 "ينظر القبطان كل مساء إلى الضوء فوق الميناء الكبير."};
  CHECK(moved("ar", kArabic, newer) == std::vector<MovedSentence>{{1, 3}});
  newer = {kThai[0], kThai[2], kThai[3], "กัปตันโบกมือให้ผู้คนบนท่าเรือใหม่ทุกเย็น"};
  CHECK(moved("th", kThai, newer) == std::vector<MovedSentence>{{1, 3}});
  newer = {kChinese[0], kChinese[2], kChinese[3], "船长每天傍晚望着新港口上方的灯光。"};
  CHECK(moved("zh-Hans", kChinese, newer) == std::vector<MovedSentence>{{1, 3}});
}

TEST_CASE("a sentence that moved as it was is found however short", "[lineage]") {
  CHECK(moved("ar", {"عنوان", "أولا.", "ثانيا وثالثا.", "رابعا."},
              {"عنوان", "ثانيا وثالثا.", "رابعا.", "أولا."}) == std::vector<MovedSentence>{{1, 3}});
}

TEST_CASE("other words, other order or three words alone are no move", "[lineage]") {
  // More than a fifth changed.
  CHECK(moved("ar", kArabic,
              {kArabic[0], kArabic[2], kArabic[3],
               "ينظر البحار كل صباح إلى الجبل فوق الميناء الكبير."})
            .empty());
  // The same words turned round.
  CHECK(moved("ar", kArabic,
              {kArabic[0], kArabic[2], kArabic[3],
               "القديم الميناء فوق الضوء إلى مساء كل القبطان ينظر."})
            .empty());
  CHECK(moved("ar", {"عنوان", "سفينة قديمة جدا.", kArabic[2], kArabic[3]},
              {"عنوان", kArabic[2], kArabic[3], "سفينة جديدة جدا."})
            .empty());
}

TEST_CASE("sentences without end are compared in bearable time", "[lineage]") {
  std::string older, newer;
  for (int i = 0; i < 50'000; ++i) {
    const std::string word = " كلمة" + std::to_string(i);
    older += word;
    newer += i % 10 == 0 ? " أخرى" + std::to_string(i) : word;
  }
  const std::clock_t start = std::clock();
  CHECK(moved("ar", {"عنوان", older, kArabic[1]}, {"عنوان", kArabic[1], newer}) ==
        std::vector<MovedSentence>{{1, 2}});
  CHECK(std::clock() - start < 4 * CLOCKS_PER_SEC);
}

TEST_CASE("a sentence edited in its place is no move", "[lineage]") {
  CHECK(
      moved("th", kThai, {kThai[0], "กัปตันโบกมือให้ผู้คนบนท่าเรือใหม่ทุกเย็น", kThai[2], kThai[3]}).empty());
}

}  // namespace
}  // namespace hexapla
