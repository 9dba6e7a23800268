#include <fstream>
#include <sstream>

#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

constexpr const char* kArabic =
    "افتتح المتحف الجديد في المدينة القديمة.\nزاره في اليوم الأول 4200 شخص.\nهل يكفي ذلك؟\n";
constexpr const char* kEnglish =
    "A new museum opened in the old town. On the first day 4,200 people came.\nIs that enough?\n";

std::string content(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> words_of_align(std::vector<std::string> more) {
  std::vector<std::string> words{"align", "--source-lang", "ar", "--target-lang", "en"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("segment says where the sentences of each paragraph end, in code points",
          "[tools][filters]") {
  const Workshop workshop;
  const Finished found = workshop.hexapla(
      {"segment", "--lang", "ar"},
      "{\"id\":\"أ\",\"text\":\"قال القبطان. غادرت السفينة! هل عادت؟\"}\n{\"id\":7,\"text\":\"\"}\n"
      "{\"id\":\"c\",\"text\":\"渡轮回来了。船长走了。\",\"language\":\"zh\"}\n");
  REQUIRE(found.exit_code == 0);
  const std::vector<json> answers = test::json_lines(found.out);
  REQUIRE(answers.size() == 3);
  CHECK(answers[0] == json{{"id", "أ"}, {"ends", {12, 27, 36}}});
  CHECK(answers[1] == json{{"id", 7}, {"ends", json::array()}});
  CHECK(answers[2] == json{{"id", "c"}, {"ends", {6, 11}}});
}

TEST_CASE("segment refuses a line by its number and goes on with the others", "[tools][filters]") {
  const Workshop workshop;
  const Finished found = workshop.hexapla({"segment", "--lang", "th"},
                                          "{\"id\":\"a\"}\nnone\n{\"id\":\"b\",\"text\":\"x\","
                                          "\"language\":\"-\"}\n{\"id\":\"c\",\"text\":\"ก\"}\n");
  CHECK(found.exit_code == 4);
  CHECK(test::json_lines(found.out).size() == 1);
  for (const char* line : {"line 1, /text", "line 2", "line 3, /language"})
    CHECK(found.err.find(line) != std::string::npos);
}

TEST_CASE("align writes a bead a line, with how sure it is when asked", "[tools][filters]") {
  const Workshop workshop;
  const std::string source = workshop.file("a", kArabic), target = workshop.file("b", kEnglish);
  const Finished found = workshop.hexapla(words_of_align({source, target}));
  REQUIRE(found.exit_code == 0);
  CHECK(found.out == "0,1\t0\n2\t1\n");
  const Finished sure = workshop.hexapla(words_of_align({"--confidence", source, target}));
  REQUIRE(sure.exit_code == 0);
  std::istringstream lines(sure.out);
  for (std::string line; std::getline(lines, line);) {
    const double confidence = std::stod(line.substr(line.rfind('\t') + 1));
    CHECK(confidence > 0);
    CHECK(confidence <= 1);
  }
}

TEST_CASE("align takes a machine translation as a bridge, of other sentences too",
          "[tools][filters]") {
  const Workshop workshop;
  const std::string source = workshop.file("a", kArabic), target = workshop.file("b", kEnglish);
  for (const char* machine : {"The new museum opened in the old city.\nOn the first day 4200 "
                              "persons visited it.\nIs it enough?\n",
                              "The new museum opened in the old city. On the first day 4200 "
                              "persons visited it. Is it enough?\n",
                              ""}) {
    const Finished found =
        workshop.hexapla(words_of_align({"--bridge", workshop.file("m", machine), source, target}));
    REQUIRE(found.exit_code == 0);
    CHECK(found.out == "0,1\t0\n2\t1\n");
  }
}

TEST_CASE("align takes a list of pairs, each with a bridge or none", "[tools][filters]") {
  const Workshop workshop;
  const std::string source = workshop.file("a", kArabic), target = workshop.file("b", kEnglish),
                    machine = workshop.file("m", kEnglish), nothing = workshop.file("n", "");
  const std::string one = workshop.path("one"), two = workshop.path("two"),
                    three = workshop.path("three");
  const std::string list =
      workshop.file("list.tsv", source + "\t" + target + "\t\t" + one + "\n\n" + source + "\t" +
                                    target + "\t" + machine + "\t" + two + "\n" + nothing + "\t" +
                                    target + "\t\t" + three + "\n");
  REQUIRE(workshop.hexapla(words_of_align({"--pairs", list})).exit_code == 0);
  CHECK(content(one) == "0,1\t0\n2\t1\n");
  CHECK(content(two) == "0,1\t0\n2\t1\n");
  CHECK(content(three) == "\t0\n\t1\n");

  const Finished short_line =
      workshop.hexapla(words_of_align({"--pairs", workshop.file("l", "a\tb\n")}));
  CHECK(short_line.exit_code == 4);
  CHECK(short_line.err.find("line 1") != std::string::npos);
  CHECK(workshop
            .hexapla(words_of_align(
                {"--pairs", workshop.file("l", source + "\t/nowhere/b\t\t" + one + "\n")}))
            .exit_code != 0);
  CHECK(workshop.hexapla(words_of_align({"--pairs", list, source, target})).exit_code == 2);
  CHECK(workshop.hexapla(words_of_align({source})).exit_code == 2);
}

TEST_CASE("a line of a list of pairs that cannot be followed stops no other", "[tools][filters]") {
  const Workshop workshop;
  const std::string source = workshop.file("a", kArabic), target = workshop.file("b", kEnglish);
  const std::string both = source + "\t" + target + "\t\t";
  const std::string first = workshop.path("first"), last = workshop.path("last");
  // Line by line: right; three fields; no such text; no UTF-8; no folder to write in; no such
  // bridge; the output of the first, by another name; right, with the line end of Windows.
  const std::string list = workshop.file(
      "list.tsv", both + first + "\n" + source + "\t" + target + "\t" + last + "\n" + source +
                      "\t" + workshop.path("missing") + "\t\t" + workshop.path("x3") + "\n" +
                      source + "\t" + workshop.file("bad", "\xFF\n") + "\t\t" +
                      workshop.path("x4") + "\n" + both + workshop.path("no/folder") + "\n" +
                      source + "\t" + target + "\t" + workshop.path("missing") + "\t" +
                      workshop.path("x6") + "\n" + both + workshop.path("./first") + "\n" + both +
                      last + "\r\n");
  const Finished done = workshop.hexapla(words_of_align({"--quiet", "--pairs", list}));
  CHECK(done.exit_code == 4);
  for (int line = 2; line <= 7; ++line) {
    CAPTURE(line, done.err);
    CHECK(done.err.find("list.tsv, line " + std::to_string(line) + ": ") != std::string::npos);
  }
  CHECK(done.err.find("line 8") == std::string::npos);
  CHECK(content(first) == "0,1\t0\n2\t1\n");
  CHECK(content(last) == "0,1\t0\n2\t1\n");
}

TEST_CASE("align ends in sensible beads whatever the two texts are", "[tools][filters]") {
  const Workshop workshop;
  const std::string source = workshop.file("a", kArabic), nothing = workshop.file("n", "");
  CHECK(workshop.hexapla(words_of_align({nothing, nothing})).out.empty());
  CHECK(workshop.hexapla(words_of_align({source, nothing})).out == "0\t\n1\t\n2\t\n");
  CHECK(workshop.hexapla(words_of_align({nothing, source})).out == "\t0\n\t1\n\t2\n");
  CHECK(workshop.hexapla({"align", "--source-lang", "ar", "--target-lang", "ar", source, source})
            .out == "0\t0\n1\t1\n2\t2\n");
}

}  // namespace hexapla
