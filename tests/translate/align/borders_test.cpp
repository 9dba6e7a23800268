#include "translate/align/borders.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "translate/align/align.h"

namespace hexapla {
namespace {

SentenceTable table_of(const std::vector<std::string>& sentences) {
  SentenceTable table;
  for (const std::string& sentence : sentences) {
    table.opening.push_back(opening_of(sentence));
    table.closing.push_back(closing_of(sentence));
    table.letters.push_back(static_cast<float>(sentence.size()));
  }
  return table;
}

TEST_CASE("sentences of any script close alike where their marks mean the same", "[align]") {
  CHECK(closing_of("أين الميناء؟") == closing_of("港口在哪里？"));
  CHECK(closing_of("وصلت السفينة.") == closing_of("船到了。"));
  CHECK(closing_of("وصلت السفينة.") == closing_of("The ship came in. "));
  CHECK(closing_of("وقال: «وصلت.»") == closing_of("“The ship came in.”"));
  CHECK(closing_of("โปรดรอสักครู่...") == closing_of("船…"));
  CHECK(closing_of("اقتصاد؛") == closing_of("economy;"));
  CHECK(closing_of("وصلت السفينة.") != closing_of("وصلت السفينة"));
  CHECK(closing_of("") == closing_of("เรือมาถึงแล้ว"));
}

TEST_CASE("sentences of any script open alike where they begin with the same kind of sign",
          "[align]") {
  CHECK(opening_of("١٢ سفينة") == opening_of("12 ships"));
  CHECK(opening_of("«السفينة»") == opening_of("「船」"));
  CHECK(opening_of("– Кінець") == opening_of("— 完"));
  CHECK(opening_of("مرحبا") == opening_of("Hello"));
  CHECK(opening_of("hello") != opening_of("Hello"));
  CHECK(opening_of(" \t") == opening_of(""));
}

TEST_CASE("a border with the same marks on both sides is likelier than one with others",
          "[align]") {
  const SentenceTable source = table_of({"من أنت؟", "أنا البحار.", "ومن أين؟", "من الميناء."});
  const SentenceTable target =
      table_of({"Who are you?", "The sailor.", "Where from?", "The port."});
  BorderModel model{AlignTuning{}};
  std::vector<LearnedBead> beads;
  for (std::uint32_t k = 0; k < 4; ++k) beads.push_back({k, 1, k, 1, 1.0F});
  model.fit(source, target, beads);
  CHECK(model.matched(source, 1, target, 1) > 0);
  CHECK(model.matched(source, 1, target, 2) < model.matched(source, 1, target, 1));
}

TEST_CASE("a border before a small letter is likelier inside a bead", "[align]") {
  const SentenceTable table = table_of({"The ship came in;", "it was late.", "Nobody waited."});
  BorderModel model{AlignTuning{}};
  const std::vector<LearnedBead> beads{{0, 1, 0, 1, 1}, {1, 1, 1, 1, 1}, {2, 1, 2, 1, 1}};
  model.fit(table, table, beads);
  CHECK(model.inner_source(table, 1) > model.inner_source(table, 2));
  CHECK(model.inner_target(table, 1) > model.inner_target(table, 2));
}

TEST_CASE("a run of sentences that only one text has becomes null beads, not one large one",
          "[align]") {
  const std::vector<std::string> chinese{"2019年，港口有12艘船。",
                                         "船长名叫Ibrahim Saleh。",
                                         "3月4日，他卖掉了7吨盐。",
                                         "后来Amina买下了灯塔。",
                                         "灯塔高48米。",
                                         "1988年它被Petrov修复。"};
  const std::vector<std::string> english{"In 2019 there were 12 ships in the port.",
                                         "The captain was called Ibrahim Saleh.",
                                         "Photograph by the harbour office, all rights reserved.",
                                         "Subscribe to our letter for more of the sea.",
                                         "Comments are closed on weekends.",
                                         "Read next: how ropes are made by hand in winter.",
                                         "On 3/4 he sold 7 tons of salt.",
                                         "Later Amina bought the lighthouse.",
                                         "The lighthouse is 48 metres high.",
                                         "In 1988 it was restored by Petrov."};
  TextToAlign source{*LanguageTag::parse("zh"), {chinese.begin(), chinese.end()}, {}, {}};
  TextToAlign target{*LanguageTag::parse("en"), {english.begin(), english.end()}, {}, {}};
  const Alignment alignment = align(source, target);
  std::size_t own = 0;
  for (const Bead& bead : alignment.beads)
    if (bead.source.empty() && bead.target.first >= 2 && bead.target.past() <= 6) ++own;
  CHECK(own >= 3);  // the one beside a bead of the source may be drawn into it
}

}  // namespace
}  // namespace hexapla
