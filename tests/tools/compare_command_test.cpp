#include <map>
#include <string>

#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

// A Chinese machine translation and the same after an editor changed one character, beside the
// Thai original.
struct Desk {
  Workshop workshop;
  Desk() {
    add({"--lang", "th", "--kind", "original"}, "แมวนั่งอยู่ที่นั่น");
    add({"--lang", "zh", "--variant", "zh~auto", "--kind", "machine", "--engine", "Meridian",
         "--from", "cat/th@1"},
        "猫坐在这里");
    add({"--lang", "zh", "--variant", "zh~desk", "--kind", "post-edited", "--editor", "李娜",
         "--from", "cat/th@1", "--revises", "cat/zh~auto@1"},
        "猫坐在那里");
  }
  void add(std::vector<std::string> words, const std::string& text) const {
    const std::string file =
        workshop.file("text.json", json{{"blocks", {{{"text", text}}}}}.dump());
    words.insert(words.begin(), {"add", file, "--article", "cat"});
    const Finished added = workshop.hexapla(words);
    if (added.exit_code != 0) throw std::runtime_error(added.err);
  }
};

// By hand: of 5 characters 4 are the same, of 4 pairs 2, of 3 threes 1, of 2 fours none.
// BLEU: (4/5 · 2/4 · 1/3 · 1/4)^¼, the last smoothed; chrF: the mean of these and of no five;
// TER: one of five is replaced.
const std::map<std::string, double> kByHand{{"BLEU", 42.7287}, {"chrF2", 32.6667}, {"TER", 20.0}};

}  // namespace

TEST_CASE("compare --metrics gives the figures of sacreBLEU's definitions, with their signatures",
          "[tools][compare]") {
  const Desk desk;
  const Finished shown =
      desk.workshop.hexapla({"compare", "cat", "zh~auto", "zh~desk", "--metrics", "--json"});
  CAPTURE(shown.out, shown.err);
  REQUIRE(shown.exit_code == 0);
  const json metrics = json::parse(shown.out)["metrics"];
  CHECK(metrics["hypothesis"] == "cat/zh~auto@1");
  CHECK(metrics["reference"] == "cat/zh~desk@1");
  CHECK(metrics["sentences"] == 1);
  std::map<std::string, json> scores;
  for (const json& score : metrics["scores"]) scores[score["metric"]] = score;
  for (const auto& [metric, value] : kByHand) {
    CAPTURE(metric);
    REQUIRE(scores.contains(metric));
    CHECK(scores[metric]["value"].get<double>() == Approx(value).margin(5e-5));
    CHECK(scores[metric]["signature"].get<std::string>().find("nrefs:1") == 0);
  }
  CHECK(scores["BLEU"]["signature"].get<std::string>().find("tok:zh") != std::string::npos);
  CHECK(scores.contains("chrF2++"));
  REQUIRE(metrics["edit_shares"].size() == 1);
  CHECK(metrics["edit_shares"][0]["editor"] == "李娜");
  CHECK(metrics["edit_shares"][0]["engine"] == "Meridian");
  CHECK(metrics["edit_shares"][0]["share"].get<double>() > 0);

  const Finished words =
      desk.workshop.hexapla({"compare", "cat", "zh~auto", "zh~desk", "--metrics"});
  CHECK(words.exit_code == 0);
  CHECK(words.out.find("cat/zh~auto@1 scored by cat/zh~desk@1") != std::string::npos);
  CHECK(words.out.find("  42.7287  nrefs:1") != std::string::npos);
  CHECK(words.out.find("李娜") != std::string::npos);
}

TEST_CASE("which two versions in one language are compared can be said", "[tools][compare]") {
  const Desk desk;
  const auto compare = [&](const std::string& before, const std::string& after) {
    return desk.workshop.hexapla(
        {"compare", "cat", "all", "--metrics", "--json", "--before", before, "--after", after});
  };
  const json turned = json::parse(compare("zh~desk", "cat/zh~auto@1").out);
  CHECK(turned["pair"]["before"] == "cat/zh~desk@1");
  CHECK(turned["pair"]["after"] == "cat/zh~auto@1");
  CHECK(turned["metrics"]["hypothesis"] == "cat/zh~desk@1");
  const Finished strange = compare("th", "zh~desk");
  CHECK(strange.err.find("Only versions in one language and script") != std::string::npos);
  CHECK(compare("zh~nobody", "zh~desk").exit_code == 3);
  CHECK(compare("dog/zh~auto", "zh~desk").exit_code == 2);
  const Finished half = desk.workshop.hexapla({"compare", "cat", "--before", "zh~auto"});
  CHECK(half.exit_code == 2);
  CHECK(half.err.find("give both") != std::string::npos);
}

TEST_CASE("two languages give no metrics, and that is said", "[tools][compare]") {
  const Desk desk;
  const Finished none =
      desk.workshop.hexapla({"compare", "cat", "th", "zh~desk", "--metrics", "--json"});
  CHECK(none.exit_code == 0);
  CHECK_FALSE(json::parse(none.out).contains("metrics"));
  CHECK(none.err.find("no metrics") != std::string::npos);

  CHECK(desk.workshop.hexapla({"compare", "cat", "zh~nobody", "zh~desk", "--metrics"}).exit_code ==
        3);
  CHECK(desk.workshop.hexapla({"compare", "dog", "--metrics"}).exit_code == 3);
}

}  // namespace hexapla
