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
           const std::string& text) {
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

}  // namespace hexapla
