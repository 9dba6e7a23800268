#include "http/comparison.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::paragraphs;
using test::SampleArchive;

const std::vector<std::string> kArabic{
    "عودة العبّارة", "ينظر القبطان كل مساء إلى الضوء فوق الميناء القديم.",
    "تعبر السفينة البحيرة مع ركاب كثيرين في الليل.", "الماء بارد جدا في شهر مايو."};

TEST_CASE("side by side, a moved sentence is neither wanting nor added", "[lineage]") {
  SampleArchive sample;
  sample.add("boat", "ar", paragraphs(kArabic), {{Property::kind, "original"}});
  const std::vector<std::string> english{
      "The ferry returns", "Every evening the captain looks at the light over the old harbour.",
      "The boat crosses the lake with many passengers in the night.",
      "The water is very cold in May."};
  sample.add("boat", "en~first", paragraphs(english),
             {{Property::kind, "machine"}, {Property::derived_from, "boat/ar@1"}});
  sample.add("boat", "en~second",
             paragraphs({english[0], english[2], english[3],
                         "Every evening the captain looks at the lamp over the old harbour."}),
             {{Property::kind, "post-edited"},
              {Property::derived_from, "boat/ar@1"},
              {Property::revises, "boat/en~first@1"}});
  const Reading reading = sample.archive().read();
  const Comparison comparison =
      compare_versions(reading, *ArticleId::parse("boat"), {"ar", "en~first", "en~second"}, {});
  REQUIRE(comparison.pair);
  REQUIRE(comparison.pair->moves.size() == 1);
  CHECK(comparison.pair->moves[0].before.first == 1);
  CHECK(comparison.pair->moves[0].after.first == 3);
  bool is_away = false, is_here = false;
  for (const ComparedRow& row : comparison.rows) {
    if (const Elsewhere* away = row.moved_away(2)) is_away = !away->id.empty();
    if (const Elsewhere* here = row.moved_here(2)) is_here = here->id == "s2";
    for (const Remark& remark : row.remarks)
      CHECK((remark.version != 2 || (remark.sign != Sign::wanting && remark.sign != Sign::added)));
  }
  CHECK(is_away);
  CHECK(is_here);
}

}  // namespace
}  // namespace hexapla
