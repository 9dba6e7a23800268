#include "translate/check/examine.h"

#include <algorithm>

#include "store/archive/bead_corrections.h"
#include "store/archive/kept_findings.h"
#include "store/archive/link_row.h"
#include "store/archive/search.h"
#include "store/model/error.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"
#include "translate/align/align.h"
#include "translate/align/held_alignment.h"
#include "translate/check/check_version.h"

namespace hexapla {
namespace {

using test::text_in;
using test::with;

// An Arabic original with a Thai and a Chinese version: the Thai one lacks its last sentence, the
// Chinese one has another number.
class ExaminedArchive {
 public:
  ExaminedArchive() {
    Archive::create(folder_.path(), "archivist");
    open();
    add("ar",
        {"عودة العبّارة الليلية", "بلغت كلفة العمل 412 كرونة هذا العام.",
         "وانتظر الركاب طويلاً على الرصيف تحت المطر قبل أن تصل."},
        "original");
    add("th", {"เรือข้ามฟากกลางคืนกลับมาแล้ว", "งานนี้มีค่าใช้จ่าย 412 โครนในปีนี้"}, "machine");
    add("zh-Hans",
        {"夜间渡轮回来了", "今年的工程费用为 421 克朗。",
         "乘客们在雨中的码头上等了很久，渡轮才到。"},
        "human");
  }

  void open(std::shared_ptr<const Examiner> examiner = make_examiner()) {
    archive_.reset();
    archive_ = Archive::open(
        folder_.path(),
        {.read_only = false, .aligner = make_aligner(), .examiner = std::move(examiner)});
  }
  void add(const char* language, const std::vector<std::string>& text, const char* kind) {
    archive_->add(with(text_in(language, text, "ferry"), Property::kind, kind));
  }
  void examine() { archive_->realign({*ArticleId::parse("ferry")}, "archivist"); }
  Archive& archive() { return *archive_; }

  bool is_examined() { return was_examined(archive_->read(), *ArticleId::parse("ferry")); }
  bool has_links(const char* target) {
    return stored_links(archive_->read(), at("ferry/ar@1"), at(target)).has_value();
  }
  static RevisionAddress at(const char* address) { return *RevisionAddress::parse(address); }

  // Segments found, as `ferry/th@1 2`, with who was found wanting.
  std::vector<std::string> search(const char* found, const char* query = "", bool now = false) {
    SearchRequest request;
    request.query = query;
    request.findings = {found};
    if (now) request.examiner = make_examiner();
    return search(request);
  }
  std::vector<std::string> search(const SearchRequest& request) {
    const Reading reading = archive_->read();
    const SearchPage page = hexapla::search(reading, request);
    std::vector<std::string> told;
    for (const FoundVersion& version : page.versions) {
      for (const FoundSegment& segment : version.segments) {
        told.push_back(version.address.text() + " " + std::to_string(segment.number) + " " +
                       segment.findings.at(0).version.text());
      }
    }
    if (page.unexamined > 0) told.push_back("unexamined");
    return told;
  }

 private:
  test::TemporaryFolder folder_;
  std::unique_ptr<Archive> archive_;
};

using Told = std::vector<std::string>;

TEST_CASE("what examining finds is searched by class, with words and without", "[examine]") {
  ExaminedArchive archive;
  archive.examine();
  REQUIRE(archive.is_examined());
  CHECK(archive.search("omission") == Told{"ferry/ar@1 2 ferry/th@1"});
  CHECK(archive.search("number") ==
        Told{"ferry/ar@1 1 ferry/zh-Hans@1", "ferry/zh-Hans@1 1 ferry/zh-Hans@1"});
  CHECK(archive.search("bracket").empty());
  CHECK(archive.search("omission", "الرصيف") == Told{"ferry/ar@1 2 ferry/th@1"});
  CHECK(archive.search("omission", "كرونة").empty());
  CHECK(archive.search("number", "克朗") == Told{"ferry/zh-Hans@1 1 ferry/zh-Hans@1"});
}

TEST_CASE("filters of a search by findings are asked of the version that a finding is in",
          "[examine]") {
  ExaminedArchive archive;
  archive.examine();
  const auto search = [&](SearchRequest request, const char* found, const char* query) {
    request.findings = {found};
    request.query = query;
    return archive.search(request);
  };
  const auto of_language = [](const char* language) {
    SearchRequest request;
    request.language = language;
    return request;
  };
  const auto of_kind = [](const char* kind) {
    SearchRequest request;
    request.kind = kind;
    return request;
  };
  const Told left_out{"ferry/ar@1 2 ferry/th@1"};
  for (const char* query : {"", "الرصيف"}) {
    CAPTURE(query);
    CHECK(search(of_language("th"), "omission", query) == left_out);
    CHECK(search(of_kind("machine"), "omission", query) == left_out);
    CHECK(search(of_language("ar"), "omission", query).empty());
    CHECK(search(of_language("zh"), "omission", query).empty());
    CHECK(search(of_kind("original"), "omission", query).empty());
    CHECK(search(of_kind("human"), "omission", query).empty());
    CHECK_THROWS_AS(search(of_language("?"), "omission", query), InputError);
  }
  const Told other_number{"ferry/ar@1 1 ferry/zh-Hans@1", "ferry/zh-Hans@1 1 ferry/zh-Hans@1"};
  CHECK(search(of_language("zh"), "number", "") == other_number);
  CHECK(search(of_language("zh"), "number", "412") == Told{other_number[0]});
  CHECK(search(of_language("zh"), "number", "421") == Told{other_number[1]});
  CHECK(search(of_kind("machine"), "number", "412").empty());

  // Made from what a newer original replaced, and mended then.
  const auto add_thai = [&](const std::vector<std::string>& text) {
    archive.archive().add(with(with(text_in("th", text, "ferry"), Property::kind, "machine"),
                               Property::derived_from, "ferry/ar@1"));
    archive.examine();
  };
  archive.add("ar", {"عودة العبّارة الليلية", "بلغت كلفة العمل 412 كرونة هذا العام."}, "original");
  add_thai({"เรือข้ามฟากกลับมาแล้ว", "งานนี้มีค่าใช้จ่าย 412 โครนในปีนี้"});
  for (const char* query : {"", "الرصيف"}) {
    CAPTURE(query);
    CHECK(search(of_language("th"), "omission", query) == Told{"ferry/ar@1 2 ferry/th@2"});
  }
  add_thai({"เรือข้ามฟากกลับมาแล้ว", "งานนี้มีค่าใช้จ่าย 412 โครนในปีนี้",
            "ผู้โดยสารรอเรืออยู่นานบนท่าท่ามกลางสายฝนกว่าเรือจะมาถึง"});
  for (const char* query : {"", "الرصيف"}) {
    CAPTURE(query);
    CHECK(search(of_language("th"), "omission", query).empty());
  }
}

TEST_CASE("an article that was not examined is looked at now, or told", "[examine]") {
  ExaminedArchive archive;
  CHECK(archive.search("omission") == Told{"unexamined"});
  CHECK(archive.search("omission", "الرصيف") == Told{"unexamined"});
  CHECK(archive.search("omission", "", true) == Told{"ferry/ar@1 2 ferry/th@1"});
  CHECK(archive.search("omission", "الرصيف", true) == Told{"ferry/ar@1 2 ferry/th@1"});
}

TEST_CASE("a finding that somebody dismissed is not searched, until that is taken back",
          "[examine]") {
  ExaminedArchive archive;
  archive.examine();
  const RevisionAddress version = ExaminedArchive::at("ferry/zh-Hans@1");
  std::uint64_t event = 0;
  {
    const Reading reading = archive.archive().read();
    const auto checked = check_version(reading, version);
    REQUIRE(checked);
    const auto number = std::find_if(
        checked->findings.begin(), checked->findings.end(),
        [](const CheckedFinding& one) { return one.finding.found == FindingClass::number; });
    REQUIRE(number != checked->findings.end());
    event = archive.archive().state(
        version, {*statement_dismissing(reading, version, number->finding, "a round figure")},
        "Nura");
  }
  CHECK(archive.is_examined());
  CHECK(archive.search("number").empty());
  archive.archive().retract(event, 0, "it was not", "Nura");
  CHECK(archive.search("number").size() == 2);
}

TEST_CASE("links and findings go with what they were made of, and a rebuild gives the same",
          "[examine]") {
  ExaminedArchive archive;
  CHECK_FALSE(archive.has_links("ferry/th@1"));
  archive.examine();
  CHECK(archive.has_links("ferry/th@1"));
  CHECK(archive.has_links("ferry/zh-Hans@1"));
  CHECK(archive.archive().verify({}).empty());

  // Beads corrected by hand: others' links stay.
  BeadCorrection change;
  change.change = BeadChange::link;
  change.source = {1, 2};
  change.target = {1, 1};
  change.by = "Nura";
  const RevisionAddress original = ExaminedArchive::at("ferry/ar@1"),
                        version = ExaminedArchive::at("ferry/th@1");
  const std::uint64_t event = archive.archive().state(
      version,
      {statement_of(change, archive.archive().read(), original, version, "one sentence for two")},
      "Nura");
  CHECK_FALSE(archive.has_links("ferry/th@1"));
  CHECK(archive.has_links("ferry/zh-Hans@1"));
  CHECK_FALSE(archive.is_examined());
  archive.examine();
  CHECK(archive.has_links("ferry/th@1"));
  CHECK(archive.search("omission") != Told{"ferry/ar@1 2 ferry/th@1"});
  CHECK(archive.archive().verify({}).empty());
  archive.archive().retract(event, 0, "it was two", "Nura");
  CHECK_FALSE(archive.has_links("ferry/th@1"));
  archive.examine();
  CHECK(archive.search("omission") == Told{"ferry/ar@1 2 ferry/th@1"});

  // Another version: the links of those before still hold, what was found among them may not.
  archive.add("en", {"The night ferry returns", "The work cost 412 crowns this year."}, "human");
  CHECK(archive.has_links("ferry/th@1"));
  CHECK_FALSE(archive.has_links("ferry/en@1"));
  CHECK_FALSE(archive.is_examined());
  archive.examine();
  CHECK(archive.has_links("ferry/en@1"));
  CHECK(archive.archive().verify({}).empty());

  // What a withdrawn text taught goes with it.
  archive.archive().withdraw(ExaminedArchive::at("ferry/en@1"), "by mistake", "the desk", "Nura");
  CHECK_FALSE(archive.has_links("ferry/th@1"));
  CHECK_FALSE(archive.is_examined());
  CHECK(archive.archive().verify({}).empty());
  archive.examine();
  CHECK(archive.has_links("ferry/th@1"));
  CHECK(archive.archive().verify({}).empty());
  archive.archive().reindex({});
  archive.open();
  CHECK(archive.archive().verify({}).empty());
  CHECK(archive.has_links("ferry/th@1"));
}

TEST_CASE("who aligns anew and does not look keeps nothing that was found before", "[examine]") {
  ExaminedArchive archive;
  archive.examine();
  REQUIRE(archive.is_examined());
  archive.open(nullptr);
  archive.examine();
  CHECK_FALSE(archive.is_examined());
}

TEST_CASE("checking by kept links finds what checking without them does", "[examine]") {
  ExaminedArchive archive;
  const auto keys = [&] {
    std::vector<std::string> found;
    for (const char* target : {"ferry/th@1", "ferry/zh-Hans@1"}) {
      const auto checked = check_version(archive.archive().read(), ExaminedArchive::at(target));
      REQUIRE(checked);
      for (const CheckedFinding& one : checked->findings) found.push_back(one.finding.key);
    }
    return found;
  };
  const std::vector<std::string> before = keys();
  CHECK_FALSE(before.empty());
  archive.examine();
  CHECK(keys() == before);
}

}  // namespace
}  // namespace hexapla
