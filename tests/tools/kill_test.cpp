#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>

#include "store/archive/archive.h"
#include "tests/catch.h"
#include "tests/tools/killed_command.h"
#include "tests/tools/run_command.h"

// kill -9 at random moments of a bulk import. What was acknowledged, a line on standard output,
// must be there afterwards, and the archive must be whole.

namespace hexapla {
namespace {

using test::Finished;
using test::Workshop;

int wanted_kills() {
  const char* given = std::getenv("HEXAPLA_KILLS");
  return given == nullptr ? 100 : std::max(1, std::atoi(given));
}

// Sentences of several scripts; numbered, so that no two texts are the same.
const std::vector<std::pair<std::string, std::vector<std::string>>> kLanguages = {
    {"ar",
     {"أبحرت العبّارة رقم {} ليلاً من الميناء القديم.", "قال القبطان إن الرحلة {} كانت هادئة.",
      "وصل الركاب {} قبل الفجر."}},
    {"th",
     {"เรือข้ามฟากลำที่ {} ออกจากท่าเรือเก่าตอนกลางคืน", "กัปตันบอกว่าเที่ยวที่ {} เงียบสงบ",
      "ผู้โดยสาร {} คนมาถึงก่อนรุ่งสาง"}},
    {"zh-Hans",
     {"第{}艘渡船夜里离开了旧港。", "船长说第{}次航行很平静。", "{}名乘客在黎明前抵达。"}},
    {"fa",
     {"کشتی شمارهٔ {} شبانه از بندر قدیمی حرکت کرد.", "ناخدا گفت سفر {} آرام بود.",
      "مسافران {} پیش از سپیده‌دم رسیدند."}},
    {"he",
     {"המעבורת מספר {} הפליגה בלילה מהנמל הישן.", "הקברניט אמר שהפלגה {} הייתה שקטה.",
      "{} נוסעים הגיעו לפני עלות השחר."}},
    {"uk",
     {"Пором номер {} вийшов уночі зі старого порту.", "Капітан сказав, що рейс {} був спокійним.",
      "{} пасажирів прибули до світанку."}},
    {"en",
     {"Ferry number {} left the old harbour at night.",
      "The captain said that crossing {} was calm.", "{} passengers arrived before dawn."}},
};

std::string with_number(const std::string& sentence, int number) {
  std::string text = sentence;
  text.replace(text.find("{}"), 2, std::to_string(number));
  return text;
}

std::string paragraph(std::size_t language, int number, std::mt19937& random) {
  const auto& sentences = kLanguages[language].second;
  std::string text;
  const int count = 3 + static_cast<int>(random() % 12);
  for (int i = 0; i < count; ++i)
    text += with_number(sentences[random() % sentences.size()], number * 100 + i) + " ";
  return text;
}

// Lines of an import: articles with an original and a version in every other language.
std::string bulk(int articles, std::mt19937& random) {
  std::string lines;
  for (int article = 0; article < articles; ++article) {
    const std::size_t original = random() % kLanguages.size();
    const std::string id = "ferry-" + std::to_string(article);
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      const std::size_t language = (original + i) % kLanguages.size();
      nlohmann::json line{{"article", id},
                          {"language", kLanguages[language].first},
                          {"kind", i == 0 ? "original" : "machine"}};
      line["blocks"] = nlohmann::json::array(
          {{{"role", "title"}, {"text", with_number(kLanguages[language].second[0], article)}}});
      for (int block = 0; block < 3; ++block) {
        line["blocks"].push_back(
            {{"role", "paragraph"}, {"text", paragraph(language, article * 10 + block, random)}});
      }
      if (i > 0) {
        line["engine"] = "Engine " + std::to_string(i);
        line["from"] = id + "/" + kLanguages[original].first + "@1";
      }
      lines += line.dump() + "\n";
    }
  }
  return lines;
}

// Address and digest of every whole answer that says that a revision is kept. An answer cut by the
// kill was not given.
std::map<std::string, std::string> acknowledged(const std::string& answers) {
  std::map<std::string, std::string> kept;
  std::ifstream file(answers);
  for (std::string line; std::getline(file, line);) {
    if (file.eof()) break;  // no line feed: cut
    const auto answer = nlohmann::json::parse(line);
    INFO(line);
    CHECK(answer["outcome"] != "refused");
    if (answer.contains("address")) kept[answer["address"]] = answer["digest"];
  }
  return kept;
}

void check_that_all_is_there(const Workshop& workshop,
                             const std::map<std::string, std::string>& acknowledged) {
  const auto archive = Archive::open(workshop.archive(), {.read_only = true, .aligner = nullptr});
  const Reading reading = archive->read();
  for (const auto& [text, digest] : acknowledged) {
    INFO(text);
    const auto address = RevisionAddress::parse(text);
    REQUIRE(address);
    const auto record = reading.revision(*address);
    REQUIRE(record);
    CHECK(record->digest.hex() == digest);
    CHECK(reading.object(record->digest));
    CHECK(reading.view(*address));
  }
}

// Hidden from the run of all, since it takes long: an entry of its own in ctest, `kill`, runs it.
TEST_CASE("kill -9 at any moment of a bulk import loses nothing acknowledged and damages nothing",
          "[.][kill]") {
  const unsigned seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const int kills = wanted_kills();
  constexpr int kKillsOfArchive =
      25;  // then a new one, so that young and old archives are killed alike

  int done = 0;
  std::size_t answers_seen = 0;
  while (done < kills) {
    const Workshop workshop;
    std::map<std::string, std::string> kept;
    // How long an import takes here, so that kills fall into all of it.
    auto spread = std::chrono::microseconds(400'000);
    for (int i = 0; i < kKillsOfArchive && done < kills; ++i) {
      const std::string input = workshop.file("bulk.ndjson", bulk(20 + i * 4, random));
      const std::string answers = workshop.path("answers.ndjson");
      const auto delay =
          std::chrono::microseconds(random() % static_cast<unsigned>(spread.count()));
      if (test::run_and_kill({"import", "--json", "--quiet", "--by", "tester", "--archive",
                              workshop.archive(), input},
                             delay, answers)) {
        ++done;
        spread = std::min(spread + spread / 20, std::chrono::microseconds(4'000'000));
      } else {
        spread = std::max(spread * 3 / 4, std::chrono::microseconds(50'000));
      }
      const auto now = acknowledged(answers);
      answers_seen += now.size();
      kept.insert(now.begin(), now.end());
      check_that_all_is_there(workshop, kept);
      if (i % 5 == 4 || done == kills) {
        const Finished verified = workshop.hexapla({"verify"});
        INFO(verified.out << verified.err);
        REQUIRE(verified.exit_code == 0);
      }
    }
    // What was killed can be finished: the rest is added, and what was there is left unchanged.
    const Finished finished = workshop.hexapla({"import", "--json", workshop.path("bulk.ndjson")});
    CHECK(finished.exit_code == 0);
  }
  // Kills that all come before the first answer would prove nothing.
  CHECK(answers_seen > 0);
  WARN(done << " kills, " << answers_seen << " answers were acknowledged before them, seed "
            << seed);
}

}  // namespace
}  // namespace hexapla
