#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

constexpr const char* kArabic =
    "# عودة العبّارة الليلية\n\nبلغت كلفة العمل ٤١٢٬٠٠٠ كرونة. وستُبحر مرتين كل ليلة.\n\nلم تحدد "
    "الأسعار بعد.\n";
constexpr const char* kArabicLater =
    "# عودة العبّارة الليلية\n\nبلغت كلفة العمل ٤٣٠٬٠٠٠ كرونة. وستُبحر مرتين كل ليلة.\n\nلم تحدد "
    "الأسعار بعد.\n";
constexpr const char* kThai =
    "# เรือข้ามฟากกลางคืนกลับมา\n\nงานนี้ใช้เงิน 412,000 โครน\n\nยังไม่ได้กำหนดราคา\n";

// An Arabic original in two revisions, and a Thai version of the first.
struct Ferry {
  Workshop workshop;
  Ferry() {
    add(kArabic, {"--lang", "ar", "--kind", "original"});
    add(kThai,
        {"--lang", "th", "--kind", "machine", "--engine", "Meridian", "--from", "ferry/ar@1"});
    add(kArabicLater, {"--lang", "ar", "--kind", "original"});
  }
  void add(const char* text, std::vector<std::string> options) {
    options.insert(options.begin(), {"add", workshop.file("text.md", text), "--article", "ferry"});
    const Finished added = workshop.hexapla(options);
    INFO(added.err);
    REQUIRE(added.exit_code == 0);
  }
  Finished operator()(const std::vector<std::string>& words) const {
    return workshop.hexapla(words);
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a claim about sentences names their bytes, by the numbers that pages show", "[tools]") {
  const Ferry ferry;
  const Finished stated = ferry({"state", "ferry/th@1", "segment-origin=person", "--segments",
                                 "2-3", "--detail", "person=สมหญิง"});
  INFO(stated.err);
  REQUIRE(stated.exit_code == 0);
  const json record = json::parse(ferry({"provenance", "ferry/th@1", "--json"}).out);
  const json& claim = record["statements"].back();
  CHECK(claim["scope"] == "segments");
  CHECK(claim["standing"] == "beside");
  REQUIRE(claim["parts"].size() == 2);
  CHECK(claim["parts"][0] ==
        json{{"block", 1}, {"begin", 0}, {"end", std::string("งานนี้ใช้เงิน 412,000 โครน").size()}});
  CHECK(record["origins"]["person"] == 2);
  CHECK(record["origins"]["machine"] == 1);
  CHECK(record["origins"]["segments"][1]["agent"] == "สมหญิง");
  CHECK(ferry({"state", "ferry/th@1", "licence=MIT", "--block", "2", "--basis", "labelled"})
            .exit_code == 0);
  CHECK(contains(ferry({"provenance", "ferry/th@1"}).out, "labelled by"));
}

TEST_CASE(
    "a label that speaks against the kind given is told while adding, and with the provenance",
    "[tools]") {
  const Ferry ferry;
  const std::string labelled = std::string(kThai) + "\nแปลโดยเครื่อง\n";
  const auto add = [&](const char* kind, const char* variant) {
    return ferry({"add", ferry.workshop.file("labelled.md", labelled), "--article", "ferry",
                  "--lang", "th", "--variant", variant, "--kind", kind, "--from", "ferry/ar@1"});
  };
  const char* const words = "yet the text itself bears the label «แปลโดยเครื่อง»";
  const Finished human = add("human", "th~desk");
  INFO(human.err);
  CHECK(human.exit_code == 0);
  CHECK(contains(human.err, "labelled.md is human as declared by"));
  CHECK(contains(human.err, words));
  CHECK(contains(ferry({"provenance", "ferry/th~desk"}).out, words));
  const json shown = json::parse(ferry({"show", "ferry/th~desk", "--json"}).out);
  CHECK(contains(shown["provenance"]["doubtful"], words));
  const Finished machine = add("machine", "th~engine");
  CHECK(machine.exit_code == 0);
  CHECK_FALSE(contains(machine.err, "yet the text"));
  CHECK_FALSE(contains(ferry({"provenance", "ferry/th~engine"}).out, "doubtful"));
}

TEST_CASE("claims that cannot be kept are refused with what is wrong", "[tools]") {
  const Ferry ferry;
  const auto events = ferry.workshop.events();
  const std::vector<std::pair<std::vector<std::string>, int>> wrong{
      {{"licence"}, 2},
      {{"licnce=MIT"}, 2},
      {{"licence=MIT", "--segments", "9"}, 2},
      {{"licence=MIT", "--segments", "3-2"}, 2},
      {{"licence=MIT", "--segments", "1,"}, 2},
      {{"licence=MIT", "--block", "0"}, 2},
      {{"licence=MIT", "--scope", "segments"}, 2},
      {{"licence=MIT", "--scope", "revision", "--block", "1"}, 2},
      {{"licence=MIT", "--detail", "version"}, 2},
      {{"activity=translation"}, 2},
      {{"activity=revision", "--detail", "start=yesterday"}, 2},
      {{"segment-origin=person"}, 2},
      {{"still-right=unknown"}, 2},
      {{"still-right=ferry/ar@9"}, 3},
      {{"dismissed=Not A Class"}, 2},
      {{"beads=link", "--segments", "1", "--detail", "source=ferry/ar@1", "--detail",
        "source-parts=9"},
       2},
      {{"beads=link", "--segments", "1", "--detail", "source=ferry/ar@1", "--detail",
        "source-parts=1:0-1"},
       2},
      {{"beads=link", "--segments", "1"}, 2},
      {{"beads=link", "--segments", "1", "--detail", "source=ferry/ar@7"}, 3}};
  for (const auto& [words, exit_code] : wrong) {
    std::vector<std::string> command{"state", "ferry/th@1"};
    command.insert(command.end(), words.begin(), words.end());
    const Finished refused = ferry(command);
    CAPTURE(words, refused.err);
    CHECK(refused.exit_code == exit_code);
    CHECK_FALSE(refused.err.empty());
    CHECK(refused.out.empty());
  }
  CHECK(ferry.workshop.events() == events);
}

TEST_CASE("an alignment that a person corrects keeps the exact text it is about", "[tools]") {
  const Ferry ferry;
  REQUIRE(ferry({"state", "ferry/th@1", "beads=link", "--segments", "2", "--detail",
                 "source=ferry/ar@1", "--detail", "source-parts=1:0-55"})
              .exit_code == 0);
  const json details = json::parse(ferry({"provenance", "ferry/th@1", "--json"}).out)["statements"]
                           .back()["details"];
  CHECK(details["source"] == json::parse(ferry({"show", "ferry/ar@1", "--json"}).out)["digest"]);
  CHECK(details["address"] == "ferry/ar@1");
}

TEST_CASE("stale says in which sentences, until somebody accepts the version", "[tools]") {
  const Ferry ferry;
  const Finished found = ferry({"stale", "--json"});
  CHECK(found.exit_code == 1);
  const auto lines = test::json_lines(found.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["version"] == "ferry/th@1");
  CHECK(lines[0]["since"] == "ferry/ar@2");
  REQUIRE(lines[0]["stretches"].size() == 1);
  CHECK(lines[0]["stretches"][0]["version"]["segments"] == json{2, 2});
  CHECK(contains(lines[0]["stretches"][0]["older"]["text"], "٤١٢٬٠٠٠"));
  CHECK(contains(ferry({"stale", "ferry", "--difference"}).out, "٤٣٠٬٠٠٠"));
  CHECK(contains(ferry({"ls", "--stale"}).out, "ferry"));

  REQUIRE(ferry({"state", "ferry/th@1", "still-right=ferry/ar@2"}).exit_code == 0);
  CHECK(ferry({"stale"}).exit_code == 0);
  CHECK(ferry({"stale", "ferry/th"}).out.empty());
  CHECK(ferry({"ls", "--stale"}).out.empty());
}

TEST_CASE("provenance is told in every format, of one revision, a version, an article or all",
          "[tools]") {
  const Ferry ferry;
  CHECK(test::json_lines(ferry({"provenance", "ferry", "--json"}).out).size() == 3);
  CHECK(test::json_lines(ferry({"provenance", "ferry/ar", "--json"}).out).size() == 2);
  CHECK(json::parse(ferry({"provenance", "ferry", "--format", "prov-json"}).out)
            .contains("wasDerivedFrom"));
  CHECK(json::parse(ferry({"provenance", "ferry", "--format", "jsonld"}).out).contains("@graph"));
  CHECK(contains(ferry({"provenance", "ferry", "--format", "turtle"}).out, "@prefix prov:"));
  const Finished table = ferry({"provenance", "--all"});
  CHECK(contains(table.out, "\"article\",\"variant\""));
  CHECK(ferry({"export", "--format", "csv"}).out == table.out);
  CHECK(contains(ferry({"provenance", "ferry"}).out, "declared by"));
  CHECK(ferry({"provenance", "ferry", "--format", "xml"}).exit_code == 2);
  CHECK(ferry({"provenance"}).exit_code == 2);
  CHECK(ferry({"provenance", "--all", "--format", "turtle"}).exit_code == 2);
  CHECK(ferry({"provenance", "fery"}).exit_code == 3);
}

}  // namespace
}  // namespace hexapla
