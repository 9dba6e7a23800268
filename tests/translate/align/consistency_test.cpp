#include "translate/align/consistency.h"

#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

Alignment of(std::vector<std::pair<std::uint32_t, std::uint32_t>> counts) {
  Alignment alignment;
  std::uint32_t source = 0, target = 0;
  for (const auto& [n, m] : counts) {
    alignment.beads.push_back({{source, n}, {target, m}, 1});
    source += n;
    target += m;
  }
  return alignment;
}

// An Arabic original, an English version of it, and a French one made from the English.
void add_chain(const Workshop& workshop) {
  const auto add = [&](const char* language, std::vector<std::string> more,
                       const std::string& text) {
    std::vector<std::string> words{
        "add", workshop.file("text.md", text), "--article", "ferry", "--lang", language};
    words.insert(words.end(), more.begin(), more.end());
    REQUIRE(workshop.hexapla(words).exit_code == 0);
  };
  add("ar", {"--kind", "original"},
      "# عودة العبّارة الليلية\n\nبلغت كلفة العمل 412,000 كرونة. ستعبر العبّارة مرتين كل ليلة. غادر "
      "القبطان في 1907.\n");
  add("en", {"--kind", "human", "--from", "ferry/ar@1"},
      "# Night ferry returns\n\nThe work cost 412,000 kroner. The ferry will cross twice a night. "
      "The captain left in 1907.\n");
  add("fr", {"--kind", "human", "--from", "ferry/en@1"},
      "# Le ferry de nuit revient\n\nLes travaux ont coûté 412 000 couronnes. Le ferry traversera "
      "deux fois par nuit. Le capitaine est parti en 1907.\n");
}

}  // namespace

TEST_CASE("equal alignments agree wholly, and those without beads too", "[consistency]") {
  const Alignment one = of({{1, 1}, {2, 1}, {0, 1}, {1, 0}, {1, 2}});
  CHECK(compare_alignments(one, one).agreement() == 1);
  CHECK(compare_alignments(one, one).agreeing == 3);
  CHECK(compare_alignments(one, one).disagreements.empty());
  CHECK(compare_alignments({}, {}).agreement() == 1);
  CHECK(compare_alignments(of({{3, 0}}), of({{3, 0}})).agreement() == 1);
}

TEST_CASE("where two ways part, the sentences between the borders that both know are named",
          "[consistency]") {
  const Consistency found = compare_alignments(of({{1, 1}, {1, 1}, {1, 1}, {1, 1}}),
                                               of({{1, 1}, {2, 1}, {0, 1}, {1, 1}}));
  CHECK(found.agreeing == 2);
  CHECK(found.composed == 4);
  CHECK(found.direct == 3);
  CHECK(found.agreement() == Approx(4.0 / 7));
  REQUIRE(found.disagreements.size() == 1);
  CHECK(found.disagreements[0].source == SegmentRange{1, 2});
  CHECK(found.disagreements[0].target == SegmentRange{1, 2});
  CHECK(found.disagreements[0].composed_beads == 2);
  CHECK(found.disagreements[0].direct_beads == 2);
  // Nothing in common but the ends.
  const Consistency none = compare_alignments(of({{2, 0}, {0, 2}}), of({{2, 2}}));
  CHECK(none.agreement() == 0);
  REQUIRE(none.disagreements.size() == 1);
  CHECK(none.disagreements[0].source == SegmentRange{0, 2});
}

TEST_CASE("the command compares a version of a version with the original, each way",
          "[consistency]") {
  const Workshop workshop;
  CHECK(workshop.hexapla({"consistency", "ferry"}).exit_code == 3);
  add_chain(workshop);
  const Finished same = workshop.hexapla({"consistency", "ferry", "--json"});
  REQUIRE(same.exit_code == 0);
  const json chain = json::parse(same.out);
  CHECK(chain["original"] == "ferry/ar@1");
  CHECK(chain["through"] == "ferry/en@1");
  CHECK(chain["version"] == "ferry/fr@1");
  CHECK(chain["agreement"] == 1);
  CHECK(chain["agreeing"] == 4);
  // By hand: what the English says of the original is in force on the way through it.
  REQUIRE(workshop.hexapla({"beads", "ferry/en", "merge", "3-4:3-4"}).exit_code == 0);
  const Finished differs = workshop.hexapla({"consistency", "--json"});
  CHECK(differs.exit_code == 1);
  const json after = json::parse(differs.out);
  CHECK(after["agreeing"] == 2);
  CHECK(after["disagreements"][0]["original"] == "3-4");
  const Finished words = workshop.hexapla({"consistency"});
  CHECK(words.out.find("ferry/ar@1 → ferry/en@1 → ferry/fr@1") != std::string::npos);
  const Finished all = workshop.hexapla({"consistency", "--all", "--json"});
  CHECK(test::json_lines(all.out).size() == 1);
}

}  // namespace hexapla
