#include <fstream>
#include <set>

#include "store/model/digest.h"
#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kArabic =
    "# عودة العبّارة الليلية\n\nعادت العبّارة الليلية إلى البحيرة بعد 11 عامًا. وستُبحر مرتين كل "
    "ليلة.\n\nقال القبطان: «انتظرنا طويلاً».\n";
constexpr const char* kSpanish =
    "# Vuelve el transbordador nocturno\n\nEl transbordador nocturno ha vuelto al lago tras 12 "
    "años.\n\n"
    "«Hemos esperado mucho», dijo el capitán.\n";
constexpr const char* kSpanishByHand =
    "# Vuelve el transbordador nocturno\n\nEl transbordador nocturno ha vuelto al lago tras 11 "
    "años. Hará dos viajes cada noche.\n\n"
    "«Hemos esperado mucho», dijo el capitán.\n";

// An original in Arabic with a machine version and a post-edited one in Spanish.
struct Ferry {
  Workshop workshop;
  Ferry() {
    add(kArabic, "ar.md", {"--lang", "ar", "--kind", "original"});
    add(kSpanish, "es.md",
        {"--lang", "es", "--kind", "machine", "--engine", "apertium", "--engine-version", "3.8",
         "--from", "abbara/ar@1"});
    add(kSpanishByHand, "es2.md",
        {"--lang", "es", "--variant", "es~desk", "--kind", "post-edited", "--editor", "Ana Sil",
         "--from", "abbara/ar@1", "--revises", "abbara/es@1"});
  }
  void add(const char* text, const char* name, std::vector<std::string> options) {
    std::vector<std::string> words{"add", workshop.file(name, text), "--article", "abbara"};
    words.insert(words.end(), options.begin(), options.end());
    const Finished added = workshop.hexapla(words);
    if (added.exit_code != 0) throw std::runtime_error(added.err);
  }
  json run(std::vector<std::string> words) const {
    words.push_back("--json");
    const Finished finished = workshop.hexapla(words);
    INFO(finished.err);
    REQUIRE(finished.exit_code == 0);
    return json::parse(finished.out);
  }
};

}  // namespace

TEST_CASE("adding the same again changes nothing and says so", "[tools]") {
  Ferry ferry;
  const std::uint64_t before = ferry.workshop.events();
  const Finished again =
      ferry.workshop.hexapla({"add", "--json", ferry.workshop.path("ar.md"), "--article", "abbara",
                              "--lang", "ar", "--kind", "original"});
  CHECK(again.exit_code == 0);
  const json answer = json::parse(again.out);
  CHECK(answer["outcome"] == "unchanged");
  CHECK(answer["address"] == "abbara/ar@1");
  CHECK(ferry.workshop.events() == before);
}

TEST_CASE("a dry run checks and writes nothing", "[tools]") {
  Ferry ferry;
  const std::uint64_t before = ferry.workshop.events();
  const std::string hebrew =
      ferry.workshop.file("he.md", "# מעבורת הלילה\n\nמעבורת הלילה שבה לאגם.\n");
  CHECK(ferry.workshop
            .hexapla({"add", "--dry-run", hebrew, "--article", "abbara", "--lang", "he", "--from",
                      "abbara/ar"})
            .exit_code == 0);
  CHECK(ferry.workshop
            .hexapla({"add", "--dry-run", hebrew, "--article", "abbara", "--lang", "he", "--from",
                      "abbara/fa"})
            .exit_code == 3);
  const std::string line =
      R"({"article":"x","language":"th","kind":"original","text":"เรือข้ามฟากกลับมาแล้ว"})";
  const Finished dry =
      ferry.workshop.hexapla({"import", "--dry-run", "--json", "-"}, line + "\n{}\n");
  CHECK(dry.exit_code == 4);
  REQUIRE(test::json_lines(dry.out).size() == 2);
  CHECK(test::json_lines(dry.out)[0]["outcome"] == "checked");
  CHECK(ferry.workshop.events() == before);
}

TEST_CASE("a text is shown as it was given, by address, name or digest", "[tools]") {
  const Ferry ferry;
  const Finished shown = ferry.workshop.hexapla({"show", "abbara"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.err.empty());
  CHECK(contains(shown.out, "# عودة العبّارة الليلية\n"));
  CHECK(contains(shown.out, "وستُبحر مرتين كل ليلة."));
  const json revision = ferry.run({"show", "abbara/ar@1"});
  CHECK(revision["language"] == "ar");
  CHECK(revision["blocks"].size() == 3);
  CHECK(revision["provenance"]["kind"]["value"] == "original");
  const std::string digest = revision["digest"];
  CHECK(ferry.workshop.hexapla({"show", digest.substr(0, 10)}).out == shown.out);
  CHECK(contains(ferry.workshop.hexapla({"show", "abbara/ar", "--blocks"}).out, "s2  "));
}

TEST_CASE("lists narrow by language, kind and engine", "[tools]") {
  const Ferry ferry;
  const auto articles = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"ls", "--json"});
    return test::json_lines(ferry.workshop.hexapla(words).out).size();
  };
  CHECK(articles({}) == 1);
  CHECK(articles({"--lang", "es", "--kind", "machine", "--engine", "apertium"}) == 1);
  CHECK(articles({"--lang", "fa"}) == 0);
  CHECK(articles({"--kind", "human"}) == 0);
  CHECK(test::json_lines(ferry.workshop.hexapla({"ls", "abbara", "--json"}).out).size() == 3);
  CHECK(contains(ferry.workshop.hexapla({"ls"}).out, "abbara"));
}

TEST_CASE("provenance names who says what on which basis", "[tools]") {
  const Ferry ferry;
  const json provenance = ferry.run({"provenance", "abbara/es~desk"})["provenance"];
  CHECK(provenance["kind"]["value"] == "post-edited");
  CHECK(provenance["kind"]["basis"] == "declared");
  CHECK(provenance["kind"]["by"] == "tester");
  CHECK(provenance["editor"]["value"] == "Ana Sil");
  CHECK(provenance["revises"]["value"] == ferry.run({"show", "abbara/es@1"})["digest"]);
  const Finished words = ferry.workshop.hexapla({"provenance", "abbara/es"});
  CHECK(contains(words.out, "apertium"));
  CHECK(contains(words.out, "abbara/ar@1"));
}

TEST_CASE("claims are added and taken back, and the log keeps both", "[tools]") {
  const Ferry ferry;
  const json stated = ferry.run({"state", "abbara/es@1", "licence=MIT", "--by", "Ana"});
  CHECK(ferry.run({"provenance", "abbara/es@1"})["provenance"]["licence"]["by"] == "Ana");
  const std::string number = std::to_string(stated["event"].get<int>()) + ".0";
  ferry.run({"retract", number, "--reason", "was another text"});
  CHECK_FALSE(ferry.run({"provenance", "abbara/es@1"})["provenance"].contains("licence"));
  const auto events = test::json_lines(ferry.workshop.hexapla({"log", "--json"}).out);
  CHECK(events.size() == ferry.workshop.events());
  CHECK(events.back()["event"] == "statement-retracted");
  CHECK(ferry.workshop.hexapla({"retract", "99.0"}).exit_code == 3);
  CHECK(ferry.workshop.hexapla({"state", "abbara", "licnce=MIT"}).exit_code == 2);
}

TEST_CASE("versions stand side by side with signs for what differs", "[tools]") {
  const Ferry ferry;
  const json compared = ferry.run({"compare", "abbara", "original", "es"});
  REQUIRE(compared["versions"].size() == 2);
  CHECK(compared["versions"][0]["language"] == "ar");
  std::set<std::string> signs;
  for (const json& row : compared["rows"]) {
    CHECK(row["cells"].size() == 2);
    for (const json& remark : row["remarks"]) signs.insert(remark["sign"].get<std::string>());
  }
  CHECK(signs.count("wanting") == 1);  // the second sentence
  CHECK(signs.count("differs") == 1);  // 11 and 12
  const Finished words = ferry.workshop.hexapla({"compare", "abbara/es", "--width", "90"});
  CHECK(words.exit_code == 0);
  CHECK(contains(words.out, "※"));
  CHECK(contains(words.out, "\u2067"));
  CHECK_FALSE(contains(words.out, "\033"));
  CHECK(ferry.workshop.hexapla({"compare", "abbara/es", "--exit-code"}).exit_code == 1);
  CHECK(ferry.workshop.hexapla({"compare", "abbara", "fa"}).exit_code == 3);
  CHECK(ferry.workshop.hexapla({"compare", "abara"}).exit_code == 3);
  CHECK(contains(ferry.workshop.hexapla({"compare", "abara"}).err, "abbara"));
}

TEST_CASE("verify finds nothing wrong, and a changed byte", "[tools]") {
  const Ferry ferry;
  CHECK(ferry.workshop.hexapla({"verify"}).exit_code == 0);
  CHECK(ferry.workshop.hexapla({"reindex"}).exit_code == 0);
  CHECK(ferry.workshop.hexapla({"verify"}).exit_code == 0);
  const std::string file = ferry.workshop.archive() + "/data.mdb";
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  // Rows hold names as they are: an engine's stands there in letters.
  const std::size_t at = bytes.find("apertium");
  REQUIRE(at != std::string::npos);
  for (std::size_t place = at; place != std::string::npos;
       place = bytes.find("apertium", place + 1))
    bytes[place] = 'A';
  std::ofstream(file, std::ios::binary) << bytes;
  const Finished verified = ferry.workshop.hexapla({"verify", "--json"});
  CAPTURE(verified.out, verified.err);
  CHECK(verified.exit_code == 1);
  CHECK_FALSE(test::json_lines(verified.out).empty());
}

TEST_CASE("numbers of the archive are counted", "[tools]") {
  const json stats = Ferry().run({"stats"});
  CHECK(stats["articles"] == 1);
  CHECK(stats["variants"] == 3);
  CHECK(stats["revisions"] == 3);
  CHECK(stats["events"] == 4);
  CHECK(stats["languages"]["es"] == 1);
  CHECK(stats["kinds"]["post-edited"] == 1);
}

TEST_CASE("an export imported elsewhere gives an equal archive", "[tools]") {
  const Ferry ferry;
  const Workshop& workshop = ferry.workshop;
  // A correction, and the first text again after it: three revisions, the first and third alike.
  const std::string first = workshop.file("uk.md", "# Пором\n\nПором вийшов уночі.\n");
  const std::string second = workshop.file("uk2.md", "# Пором\n\nПором вийшов удень.\n");
  const auto add = [&](const std::string& file, std::vector<std::string> options) {
    options.insert(options.begin(), {"add", file, "--lang", "uk"});
    REQUIRE(workshop.hexapla(options).exit_code == 0);
  };
  add(first, {"--article", "porom"});
  add(second, {"--article", "porom"});
  add(first, {"--article", "porom", "--variant", "uk"});
  ferry.run({"state", "porom/uk@2", "author=Оксана"});
  ferry.run({"state", "porom/uk@2", "author=Оксана"});
  ferry.run({"retract", "8.0"});

  const std::string everything = workshop.path("all.ndjson"), copy = workshop.path("copy");
  REQUIRE(workshop.hexapla({"export", "-o", everything}).exit_code == 0);
  REQUIRE(workshop.hexapla({"init", copy}).exit_code == 0);
  const Finished imported =
      workshop.hexapla({"import", "--archive", copy, everything, "--by", "copyist"});
  INFO(imported.err);
  REQUIRE(imported.exit_code == 0);
  CHECK(workshop.hexapla({"verify", "--archive", copy}).exit_code == 0);

  // The same but for ids, times and actors of events.
  const auto events = [&](const std::string& archive) {
    auto lines = test::json_lines(workshop.hexapla({"log", "--json", "--archive", archive}).out);
    for (json& line : lines) {
      line.erase("id");
      line.erase("time");
      line.erase("actor");
      line.erase("origin");  // each log has a name and a key of its own
      line.erase("key");
    }
    return lines;
  };
  CHECK(events(copy) == events(workshop.archive()));
  CHECK(workshop.hexapla({"show", "porom/uk@3", "--archive", copy}).out ==
        workshop.hexapla({"show", "porom/uk@1"}).out);

  // Again, into either: nothing new.
  const std::uint64_t before = workshop.events();
  CHECK(workshop.hexapla({"import", everything}).exit_code == 0);
  CHECK(workshop.events() == before);
  CHECK(workshop.hexapla({"import", "--archive", copy, everything}).exit_code == 0);
  CHECK(events(copy) == events(workshop.archive()));
}

TEST_CASE("a copy whose text is not the one its event names is refused", "[tools]") {
  const Ferry ferry;
  std::string lines = ferry.workshop.hexapla({"export"}).out;
  const std::size_t at = lines.find("\"revision\":{\"blocks\"");
  REQUIRE(at != std::string::npos);
  const std::size_t letter = lines.find("ا", at);
  lines.replace(letter, 2, "أ");
  const std::string copy = ferry.workshop.path("copy");
  REQUIRE(ferry.workshop.hexapla({"init", copy}).exit_code == 0);
  const Finished imported =
      ferry.workshop.hexapla({"import", "--archive", copy, "--json", "-"}, lines);
  CHECK(imported.exit_code == 4);
  const auto answers = test::json_lines(imported.out);
  REQUIRE(answers.size() == 4);
  CHECK(answers[1]["outcome"] == "refused");
  CHECK(answers[1]["field"] == "/revision");
}

TEST_CASE("a reader that goes away is no error", "[tools]") {
  const Ferry ferry;
  const Finished piped =
      test::run({"/bin/bash", "-c",
                 "set -o pipefail; for i in 1 2 3; do cat \"$0\"; done | head -c 1; '" +
                     test::command_path() + "' log --json | true; echo status ${PIPESTATUS[0]}",
                 ferry.workshop.path("ar.md")},
                {.environment = {"HEXAPLA_ARCHIVE=" + ferry.workshop.archive()}});
  CHECK_FALSE(contains(piped.err, "hexapla"));
  CHECK((contains(piped.out, "status 141") || contains(piped.out, "status 0")));
}

TEST_CASE("one article is exported as JSON with every revision", "[tools]") {
  const json article = Ferry().run({"export", "abbara"});
  CHECK(article["article"] == "abbara");
  REQUIRE(article["variants"].size() == 3);
  CHECK(article["variants"][0]["revisions"][0]["blocks"][0]["text"] == "عودة العبّارة الليلية");
  CHECK(Ferry().workshop.hexapla({"export", "--format", "json"}).exit_code == 2);
}

TEST_CASE("lines are streamed: an answer comes before the next line is given", "[tools]") {
  const Workshop workshop;
  const std::string script = "coproc hexapla { '" + test::command_path() +
                             "' import --json -; }\n"
                             "for i in 1 2 3; do\n"
                             "  printf '{\"article\":\"a%d\",\"language\":\"he\",\"text\":\"שלום "
                             "לכל העולם\"}\\n' $i >&${hexapla[1]}\n"
                             "  read -r -t 20 answer <&${hexapla[0]} || exit 7\n"
                             "  echo \"$answer\"\n"
                             "done\n"
                             "exec {hexapla[1]}>&-\n"
                             "wait\n";
  const Finished finished = test::run({"/bin/bash", "-c", script},
                                      {.environment = {"HEXAPLA_ARCHIVE=" + workshop.archive()}});
  CAPTURE(finished.err);
  CHECK(finished.exit_code == 0);
  CHECK(test::json_lines(finished.out).size() == 3);
}

}  // namespace hexapla
