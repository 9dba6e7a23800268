#include <algorithm>

#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

// An Arabic original, and a Thai version with another number and without its second paragraph.
struct Checked {
  Workshop workshop;
  Checked() {
    add("ar", "original", {},
        "# عودة العبّارة الليلية\n\nبلغت كلفة العمل 412,000 كرونة هذا العام.\n\nوانتظر الركاب طويلاً "
        "على "
        "الرصيف تحت المطر قبل أن تصل.\n\nوقال القبطان إن الرحلة القادمة ستكون مساء الغد.\n");
    add("th", "machine", {"--engine", "apertium", "--from", "ferry/ar@1"},
        "# เรือข้ามฟากกลางคืนกลับมาแล้ว\n\nงานนี้มีค่าใช้จ่าย 421,000 โครนในปีนี้\n\n"
        "กัปตันกล่าวว่าเที่ยวต่อไปจะเป็นเย็นวันพรุ่งนี้\n");
  }
  void add(const char* language, const char* kind, std::vector<std::string> more,
           const std::string& text) const {
    std::vector<std::string> words{
        "add", workshop.file("text.md", text), "--article", "ferry", "--lang", language, "--kind",
        kind};
    words.insert(words.end(), more.begin(), more.end());
    const Finished added = workshop.hexapla(words);
    if (added.exit_code != 0) throw std::runtime_error(added.err);
  }
};

}  // namespace

TEST_CASE("check names each finding with its place and exits with 1", "[tools][check]") {
  const Checked checked;
  const Finished found = checked.workshop.hexapla({"check", "ferry"});
  CHECK(found.exit_code == 1);
  CHECK(found.out.find("421,000") != std::string::npos);
  CHECK(found.out.find("omission") != std::string::npos);
  CHECK(found.err.find("1 version checked") != std::string::npos);

  const Finished as_json = checked.workshop.hexapla({"check", "ferry/th", "--json", "-q"});
  CHECK(as_json.exit_code == 1);
  CHECK(as_json.err.empty());
  const json versions = json::parse(as_json.out);
  REQUIRE(versions.size() == 1);
  CHECK(versions[0]["source"] == "ferry/ar@1");
  CHECK(versions[0]["target"] == "ferry/th@1");
  const auto& findings = versions[0]["findings"];
  const auto number = std::find_if(findings.begin(), findings.end(), [](const json& finding) {
    return finding["class"] == "number";
  });
  REQUIRE(number != findings.end());
  CHECK((*number)["target"]["text"] == "421,000");
  CHECK((*number)["target"]["end"].get<int>() - (*number)["target"]["begin"].get<int>() == 7);
}

TEST_CASE("check can be asked for one class, and says which there are", "[tools][check]") {
  const Checked checked;
  const Finished dates = checked.workshop.hexapla({"check", "ferry", "--class", "date"});
  CHECK(dates.exit_code == 0);
  CHECK(dates.out.empty());
  const Finished wrong = checked.workshop.hexapla({"check", "ferry", "--class", "numbers"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("number") != std::string::npos);
  CHECK(checked.workshop.hexapla({"check", "nowhere"}).exit_code == 3);
}

TEST_CASE("a finding that somebody dismisses is silent until that is taken back",
          "[tools][check]") {
  const Checked checked;
  const auto numbers = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"check", "ferry/th", "--class", "number", "--json", "-q"};
    words.insert(words.end(), more.begin(), more.end());
    const Finished finished = checked.workshop.hexapla(words);
    return std::pair(finished.exit_code, json::parse(finished.out)[0]["findings"]);
  };
  const json before = numbers({}).second;
  REQUIRE(before.size() == 1);
  const std::string key = before[0]["key"];
  const Finished done = checked.workshop.hexapla(
      {"dismiss", "ferry/th", key, "--reason", "a round figure", "--by", "Ana Sil", "--json"});
  REQUIRE(done.exit_code == 0);
  CHECK(numbers({}) == std::pair(0, json::array()));
  const auto all = numbers({"--all"});
  CHECK(all.first == 0);
  REQUIRE(all.second.size() == 1);
  CHECK(all.second[0]["dismissed"]["by"] == "Ana Sil");
  CHECK(all.second[0]["dismissed"]["reason"] == "a round figure");
  const std::string event = std::to_string(json::parse(done.out)["event"].get<int>()) + ".0";
  CHECK(checked.workshop.hexapla({"dismiss", "ferry/th", "0000000000000000"}).exit_code == 3);
  REQUIRE(
      checked.workshop.hexapla({"retract", event, "--reason", "it differs after all"}).exit_code ==
      0);
  CHECK(numbers({}).first == 1);
}

TEST_CASE("check and score go by the beads that people corrected", "[tools][check][beads]") {
  const Checked checked;
  const auto found = [&](const char* what) {
    const Finished finished =
        checked.workshop.hexapla({"check", "ferry/th", "--class", "number", "--json", "-q"});
    return finished.out.find(what) != std::string::npos;
  };
  CHECK(found("421,000"));
  // The sentence with the number renders nothing of the original: there is nothing to compare.
  const Finished unlinked = checked.workshop.hexapla({"beads", "ferry/th", "unlink", "2:2"});
  REQUIRE(unlinked.exit_code == 0);
  CHECK_FALSE(found("421,000"));

  checked.add("th", "post-edited", {"--variant", "th~desk", "--revises", "ferry/th@1"},
              "# เรือข้ามฟากกลางคืนกลับมาแล้ว\n\nงานนี้มีค่าใช้จ่าย 412,000 โครนในปีนี้\n\n"
              "กัปตันกล่าวว่าเที่ยวต่อไปจะเป็นเย็นวันพรุ่งนี้\n");
  const auto sentences = [&] {
    const Finished scored =
        checked.workshop.hexapla({"score", "ferry/th", "ferry/th~desk", "--json"});
    REQUIRE(scored.exit_code == 0);
    return json::parse(scored.out)["sentences"].get<int>();
  };
  const auto edits = [&] {
    return json::parse(checked.workshop.hexapla({"score", "ferry", "--json"}).out)[0]["edits"]
        .get<int>();
  };
  CHECK(sentences() == 3);
  CHECK(edits() == 1);
  REQUIRE(checked.workshop
              .hexapla({"beads", "ferry/th", "merge", "2-3:2-3", "--original", "ferry/th~desk"})
              .exit_code == 0);
  CHECK(sentences() == 2);
  REQUIRE(checked.workshop
              .hexapla({"beads", "ferry/th~desk", "unlink", "2:2", "--original", "ferry/th"})
              .exit_code == 0);
  CHECK(edits() > 1);
}

TEST_CASE("a long sentence is told by its beginning and end, and whole where that is asked for",
          "[tools][check]") {
  const Workshop workshop;
  const std::string left_out =
      "وانتظر الركاب طويلاً على الرصيف تحت المطر قبل أن تصل السفينة، وقال القبطان إن الضباب الكثيف "
      "في عرض البحر أخّرها ساعات عدة، ثم شكر الجميع على صبرهم الجميل ووعد برحلة هادئة مساء الغد";
  const auto add = [&](const char* language, const char* kind, const std::string& text) {
    const Finished added = workshop.hexapla({"add", workshop.file("text.md", text), "--article",
                                             "harbour", "--lang", language, "--kind", kind});
    REQUIRE(added.exit_code == 0);
  };
  add("ar", "original",
      "# الميناء\n\nوصلت السفينة صباحا إلى ميناء حيفا.\n\n" + left_out +
          ".\n\nوبلغت كلفة الرحلة 412 كرونة.\n");
  add("he", "human", "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n\nמחיר המסע היה 412 כתרים.\n");
  const Finished shortened = workshop.hexapla({"check", "harbour/he", "--class", "omission"});
  REQUIRE(shortened.exit_code == 1);
  CHECK(shortened.out.find(left_out) == std::string::npos);
  CHECK(shortened.out.find("وانتظر الركاب") != std::string::npos);
  CHECK(shortened.out.find("مساء الغد") != std::string::npos);
  CHECK(shortened.out.find("…") != std::string::npos);
  CHECK(workshop.hexapla({"check", "harbour/he", "--full"}).out.find(left_out) !=
        std::string::npos);
  CHECK(workshop.hexapla({"check", "harbour/he", "--json"}).out.find(left_out) !=
        std::string::npos);
}

TEST_CASE("score names each metric with its signature, of versions and of files",
          "[tools][score]") {
  const Checked checked;
  checked.add("th", "post-edited",
              {"--variant", "th~desk", "--revises", "ferry/th@1", "--editor", "Ana Sil", "--from",
               "ferry/ar@1"},
              "# เรือข้ามฟากกลางคืนกลับมาแล้ว\n\nงานนี้มีค่าใช้จ่าย 412,000 โครนในปีนี้\n\n"
              "กัปตันกล่าวว่าเที่ยวต่อไปจะเป็นเย็นวันพรุ่งนี้\n");
  const Finished of_versions = checked.workshop.hexapla({"score", "ferry/th", "ferry/th~desk"});
  CHECK(of_versions.exit_code == 0);
  CHECK(of_versions.out.find("tok:char") != std::string::npos);
  const Finished shares = checked.workshop.hexapla({"score", "ferry", "--json"});
  const json share = json::parse(shares.out)[0];
  CHECK(share["editor"] == "Ana Sil");
  CHECK(share["engine"] == "apertium");
  CHECK(share["edits"] == 1);
  CHECK(checked.workshop.hexapla({"score", "ferry/th", "ferry/ar"}).exit_code == 2);
  const Finished of_files = checked.workshop.hexapla(
      {"score", checked.workshop.file("a.txt", "the cat sat\n"),
       checked.workshop.file("b.txt", "the cat sat\n"), "--lang", "en", "--json"});
  REQUIRE(of_files.exit_code == 0);
  CHECK(json::parse(of_files.out)["sentences"] == 1);
  CHECK(checked.workshop
            .hexapla({"score", checked.workshop.file("a.txt", "one\ntwo\n"),
                      checked.workshop.file("b.txt", "one\n"), "--lang", "en"})
            .exit_code == 4);
}

}  // namespace hexapla
