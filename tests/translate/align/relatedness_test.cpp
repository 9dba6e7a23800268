#include "translate/align/relatedness.h"

#include <filesystem>
#include <fstream>

#include "tests/catch.h"
#include "tests/store/text/shared_corpora.h"
#include "tests/translate/align/text_to_align.h"
#include "translate/align/align.h"

namespace hexapla {
namespace {

constexpr double kLetters = 150;  // of a bead

// So many beads that say so much a letter.
MatchedWords saying(double evidence, double by_chance, std::uint32_t beads) {
  const double letters = kLetters * beads;
  return {{evidence * letters, letters}, {by_chance * letters, letters}, beads};
}

TEST_CASE("texts whose words say enough of each other are trusted as they are", "[align]") {
  CHECK(relatedness({}) == 1);
  CHECK(relatedness(saying(0.03, -0.01, 1)) == 1);
  CHECK(relatedness(saying(0.09, 0.01, 900)) == 1);
}

TEST_CASE("the more beads there are, the more it tells when their words say little", "[align]") {
  double before = 1;
  for (const std::uint32_t beads : {5U, 20U, 60U, 200U}) {
    const double now = relatedness(saying(0.01, 0, beads));
    INFO(beads);
    CHECK(now < before);
    before = now;
  }
  CHECK(relatedness(saying(0.005, 0, 5)) > 0.9);
  CHECK(before < 0.001);
}

TEST_CASE("what any sentences beside each other would say is no evidence", "[align]") {
  CHECK(relatedness(saying(0.06, 0.05, 100)) < 0.01);
  CHECK(relatedness(saying(0.06, 0.01, 100)) == 1);
}

TEST_CASE("what stretches of a text say is added up", "[align]") {
  MatchedWords words = saying(0.02, 0.01, 2);
  words.add(saying(0.05, 0.04, 1));
  CHECK(words.beads == 3);
  CHECK(words.matched.of_letter() == Approx(0.03));
  CHECK(words.by_chance.of_letter() == Approx(0.02));
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Of beads with sentences on both sides.
double mean_confidence(const Alignment& alignment) {
  double sum = 0, count = 0;
  for (const Bead& bead : alignment.beads) {
    if (bead.source.empty() || bead.target.empty()) continue;
    sum += static_cast<double>(bead.confidence);
    count += 1;
  }
  return sum / count;
}

TEST_CASE("news in Arabic is trusted beside its own version, and not beside one of other news",
          "[align]") {
  const auto folder = testing::shared_corpus("alignment/ntrex");
  if (!folder) {
    WARN("skipped: shared corpora are not here: alignment/ntrex");
    return;
  }
  const std::vector<std::string> arabic = lines_of(*folder / "ar-fa-01.ar"),
                                 own = lines_of(*folder / "ar-fa-01.fa"),
                                 other = lines_of(*folder / "ar-fa-00.fa");
  REQUIRE(arabic.size() > 40);
  CHECK(mean_confidence(align(text("ar", arabic), text("fa", own))) > 0.8);
  CHECK(mean_confidence(align(text("ar", arabic), text("fa", other))) < 0.3);
}

}  // namespace
}  // namespace hexapla
