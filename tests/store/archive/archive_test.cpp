#include "store/archive/archive.h"

#include <algorithm>
#include <thread>

#include "store/model/provenance.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

using namespace hexapla;
using namespace hexapla::test;

namespace {

// Pairs segments by their order: enough to see that alignments are kept and rebuilt.
class PairingAligner : public Aligner {
 public:
  Alignment align(const RevisionView& source, const RevisionView& target) const override {
    Alignment alignment;
    alignment.aligner = "pairing-1";
    const std::uint32_t both = std::min(source.segment_count(), target.segment_count());
    for (std::uint32_t i = 0; i < both; ++i) alignment.beads.push_back({{i, 1}, {i, 1}, 0.5F});
    for (std::uint32_t i = both; i < source.segment_count(); ++i)
      alignment.beads.push_back({{i, 1}, {both, 0}, 0.25F});
    for (std::uint32_t i = both; i < target.segment_count(); ++i)
      alignment.beads.push_back({{both, 0}, {i, 1}, 0.25F});
    return alignment;
  }
  std::string_view version() const override { return "pairing-1"; }
};

struct TestArchive {
  TestArchive() { Archive::create(folder.path(), "archivist"), reopen(); }
  void reopen() {
    archive.reset();
    archive = Archive::open(folder.path(), {.aligner = std::make_shared<PairingAligner>()});
  }
  Archive* operator->() { return archive.get(); }

  TemporaryFolder folder;
  std::unique_ptr<Archive> archive;
};

RevisionAddress at(const char* text) { return *RevisionAddress::parse(text); }

std::vector<Archive::Problem> verify(TestArchive& archive) { return archive->verify({}); }

}  // namespace

TEST_CASE("what was added is there after reopening, text, claims and capture", "[archive]") {
  TestArchive archive;
  NewRevision original = arabic_original();
  original.capture = Capture{.bytes = "صفحة كما جاءت",
                             .media_type = "text/plain",
                             .uri = "https://courier.example/ar",
                             .date = "2026-04-12T18:40:00Z",
                             .file_name = "ferry.txt",
                             .encoding = ""};
  const AddResult added = archive->add(original);
  CHECK(added.outcome == AddResult::Outcome::added);
  CHECK(added.address.text() == "ferry/ar@1");
  archive->add(thai_machine());
  archive.reopen();

  const Reading reading = archive->read();
  const auto view = reading.view(at("ferry/ar@1"));
  REQUIRE(view);
  CHECK(view->title() == "عودة العبّارة الليلية");
  CHECK(view->segment_count() == 3);
  const auto record = reading.revision(at("ferry/ar@1"));
  REQUIRE(record);
  CHECK(record->digest == added.digest);
  CHECK(record->actor == "archivist");
  REQUIRE(record->capture);
  CHECK(record->capture->uri == "https://courier.example/ar");
  CHECK(reading.object(record->capture->digest) == "صفحة كما جاءت");
  CHECK(reading.object(added.digest) == to_canonical_json(original.revision));

  const Provenance thai = reading.provenance(at("ferry/th@1"));
  CHECK(thai.shown_kind() == Kind::machine);
  CHECK(thai.engine->value == "Meridian");
  CHECK(thai.derived_from->value == added.digest);
  CHECK(thai.derived_from->basis == Basis::declared);
  CHECK(verify(archive).empty());
}

TEST_CASE("the same input again is unchanged, wherever it stands in the history", "[archive]") {
  TestArchive archive;
  const AddResult first = archive->add(arabic_original());
  NewRevision corrected = arabic_original();
  corrected.revision.blocks[1].text += " صُحّح.";
  const AddResult second = archive->add(corrected);
  CHECK(second.address.text() == "ferry/ar@2");
  const AddResult again = archive->add(arabic_original());
  CHECK(again.outcome == AddResult::Outcome::unchanged);
  CHECK(again.address == first.address);
  CHECK(again.event == first.event);
  CHECK(archive->read().event_count() == 3);
}

TEST_CASE("the same text with other claims is a new revision, with the same it is not",
          "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(with(thai_machine(), Property::licence, "CC BY"));
  NewRevision handed_in_otherwise = with(thai_machine(), Property::licence, "CC BY");
  handed_in_otherwise.variant = VariantId::parse("th");
  CHECK(archive->add(handed_in_otherwise).outcome == AddResult::Outcome::unchanged);
  CHECK(archive->add(with(thai_machine(), Property::licence, "CC BY-SA")).address.text() ==
        "ferry/th@2");
}

TEST_CASE("an article without a name gets one from its title, and a second one another",
          "[archive]") {
  TestArchive archive;
  NewRevision ukrainian = text_in("uk", {"Нічний пором", "Повернувся."});
  ukrainian.article.reset();
  const AddResult first = archive->add(ukrainian);
  CHECK(first.address.article.text() == "nichnyi-porom");
  ukrainian.revision.blocks[1].text = "Не повернувся.";
  CHECK(archive->add(ukrainian).address.article.text() == "nichnyi-porom-2");

  NewRevision marks = text_in("uk", {"\u0301\u0302", "Текст."});
  marks.article.reset();
  CHECK_THROWS_AS(archive->add(marks), InputError);
}

TEST_CASE("a second version in a language is named by its engine or its kind", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  CHECK(archive->add(thai_machine()).address.variant.text() == "th");
  NewRevision other = thai_machine();
  other.statements[1].claim.value = "Palimpsest MT";
  CHECK(archive->add(other).address.variant.text() == "th~palimpsest-mt");
  NewRevision edited = thai_machine();
  edited.statements[0].claim.value = "post-edited";
  edited.statements.erase(edited.statements.begin() + 1);
  CHECK(archive->add(edited).address.variant.text() == "th~post-edited");
}

TEST_CASE("refused adds leave nothing behind", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  const auto events = archive->read().event_count();

  SECTION("no text") {
    CHECK_THROWS_AS(archive->add(text_in("ar", {" ", "\t\u00a0"})), InputError);
    CHECK_THROWS_AS(archive->add(text_in("ar", {})), InputError);
  }
  SECTION("a source that is not there") {
    NewRevision version = thai_machine();
    version.statements[2].claim.value = "ferry/ar@9";
    CHECK_THROWS_WITH(archive->add(version), contains("revisions 1 to 1"));
    version.statements[2].claim.value = Digest::of("nothing").hex();
    CHECK_THROWS_AS(archive->add(version), RefusedError);
  }
  SECTION("a version for an article that is not there") {
    NewRevision version = thai_machine();
    version.article = ArticleId::parse("fery");
    version.statements.pop_back();
    CHECK_THROWS_WITH(archive->add(version), contains("no article \"fery\""));
  }
  SECTION("text that is not NFC, or not UTF-8") {
    CHECK_THROWS_AS(archive->add(text_in("vi", {"Tie\u0302\u0301ng"})), InputError);
    CHECK_THROWS_WITH(archive->add(text_in("vi", {"ab\xff"})), contains("byte 2"));
  }
  SECTION("more text than one article may have") {
    CHECK_THROWS_AS(archive->add(text_in("zh-Hans", {"标题", std::string(kMaxRevisionBytes, 'x')})),
                    InputError);
  }
  SECTION("a claim about a block that is not there, or half a letter") {
    NewRevision version = arabic_original();
    version.statements[0].parts = {{5, {}}};
    CHECK_THROWS_AS(archive->add(version), InputError);
    version.statements[0].parts = {{0, {1, 4}}};
    CHECK_THROWS_AS(archive->add(version), InputError);
  }
  SECTION("a kind that there is not, and control characters") {
    NewRevision version = arabic_original();
    version.statements[0].claim.value = "magic";
    CHECK_THROWS_AS(archive->add(version), InputError);
    version.statements[0].claim.value = "human\n";
    CHECK_THROWS_AS(archive->add(version), InputError);
  }
  CHECK(archive->read().event_count() == events);
  CHECK(verify(archive).empty());
}

TEST_CASE("a text cannot be derived from itself, by any chain", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  NewRevision hebrew = text_in("he", {"המעבורת", "חזרה."});
  archive->add(with(hebrew, Property::derived_from, "ferry/ar@1"));
  NewRevision persian =
      with(text_in("fa", {"کشتی", "بازگشت."}), Property::derived_from, "ferry/he@1");
  archive->add(persian);
  // The Arabic text again, now said to be made from the Persian, which was made from it.
  NewRevision circle = arabic_original();
  circle.variant = VariantId::parse("ar~copy");
  CHECK_THROWS_AS(archive->add(with(circle, Property::derived_from, "ferry/fa@1")), RefusedError);
  CHECK_THROWS_AS(archive->state(at("ferry/ar@1"), {declared(Property::derived_from, "ferry/fa@1")},
                                 "archivist"),
                  RefusedError);
  CHECK(archive->read().event_count() == 4);
}

TEST_CASE("the article's base is its original, also when that comes late", "[archive]") {
  TestArchive archive;
  NewRevision version = thai_machine();
  version.statements[2].claim.value = "unknown";
  archive->add(version);
  CHECK(archive->read().base_variant(*ArticleId::parse("ferry"))->text() == "th");
  archive->add(arabic_original());
  const Reading reading = archive->read();
  CHECK(reading.base_variant(*ArticleId::parse("ferry"))->text() == "ar");
  CHECK(reading.article(*ArticleId::parse("ferry"))->title == "عودة العبّارة الليلية");
  CHECK(reading.alignment(at("ferry/ar@1"), at("ferry/th@1")));
  CHECK(verify(archive).empty());
}

TEST_CASE("a corrected original is aligned with every version anew", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(thai_machine());
  NewRevision corrected = arabic_original();
  corrected.revision.blocks[1].text = "بلغت كلفة العمل ٤٢١٬٠٠٠ كرونة.";
  archive->add(corrected);
  const Reading reading = archive->read();
  CHECK(reading.alignment(at("ferry/ar@1"), at("ferry/th@1")));
  CHECK(reading.alignment(at("ferry/ar@2"), at("ferry/th@1")));
  CHECK_FALSE(reading.alignment(at("ferry/th@1"), at("ferry/ar@2")));
}

TEST_CASE("lists are narrowed by language, kind, engine and label, newest first, in pages",
          "[archive]") {
  TestArchive archive;
  for (int i = 0; i < 7; ++i) {
    const std::string article = "ferry-" + std::to_string(i);
    NewRevision original = arabic_original();
    original.article = ArticleId::parse(article);
    archive->add(original);
    NewRevision version = thai_machine();
    version.article = ArticleId::parse(article);
    version.statements[2].claim.value = article + "/ar@1";
    if (i % 2 == 0) archive->add(version);
  }
  NewRevision chinese = text_in("zh-Hant", {"夜渡輪", "回來了。"}, "zh-only");
  archive->add(chinese);
  const Reading reading = archive->read();
  const auto ids = [&](const ArticleFilter& filter, std::size_t page_size) {
    std::vector<std::string> found;
    std::string cursor;
    do {
      const auto page = reading.articles(filter, cursor, page_size);
      REQUIRE(page);
      for (const auto& article : page->articles) found.push_back(article.id.text());
      cursor = page->next_cursor;
    } while (!cursor.empty());
    return found;
  };
  CHECK(ids({}, 3).size() == 8);
  CHECK(ids({}, 3).front() == "zh-only");
  CHECK(ids({.language = "th"}, 2) ==
        std::vector<std::string>{"ferry-6", "ferry-4", "ferry-2", "ferry-0"});
  CHECK(ids({.language = "ar", .kind = "machine", .engine = "Meridian"}, 1) ==
        ids({.language = "th"}, 100));
  CHECK(ids({.language = "zh"}, 10).empty());  // zh never swallows zh-Hant
  CHECK(ids({.language = "zh-Hant"}, 10).size() == 1);
  CHECK(ids({.engine = std::string(1000, 'x')}, 10).empty());
  CHECK_FALSE(reading.articles({}, "not-a-cursor", 10));
  CHECK(reading.facet_values(Facet::language) ==
        std::vector<std::pair<std::string, std::uint64_t>>{{"ar", 7}, {"th", 4}, {"zh-Hant", 1}});
}

TEST_CASE("statements change what is shown, and a retraction changes it back", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(thai_machine());
  const auto event = archive->state(
      at("ferry/th@1"),
      {declared(Property::kind, "human"), declared(Property::translator, "สมหญิง")}, "editor");
  CHECK(archive->read().provenance(at("ferry/th@1")).shown_kind() == Kind::human);
  CHECK(archive->read().articles({.kind = "machine"}, "", 10)->articles.empty());
  archive->retract(event, 0, "ผิดคน", "editor");
  const Reading reading = archive->read();
  CHECK(reading.provenance(at("ferry/th@1")).shown_kind() == Kind::machine);
  CHECK(reading.provenance(at("ferry/th@1")).translator->value == "สมหญิง");
  CHECK(reading.articles({.kind = "machine"}, "", 10)->articles.size() == 1);
  const auto statements = reading.statements(at("ferry/th@1"));
  CHECK(std::count_if(statements.begin(), statements.end(),
                      [](const auto& one) { return one.retracted; }) == 1);
  CHECK_THROWS_AS(archive->retract(event, 2, "", "editor"), RefusedError);
  const std::uint64_t events = archive->read().event_count();
  CHECK_THROWS_AS(archive->retract(event, 0, "مرة أخرى", "editor"), RefusedError);
  CHECK(archive->read().event_count() == events);
  CHECK(verify(archive).empty());
}

TEST_CASE("a name that is nearly right is answered with the right ones", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(thai_machine());
  const Reading reading = archive->read();
  CHECK(reading.resolve("ferry").text() == "ferry/ar@1");
  CHECK(reading.resolve("ferry/th").text() == "ferry/th@1");
  CHECK(reading.resolve("ferry/th@1").text() == "ferry/th@1");
  const std::string digest = reading.revision(at("ferry/th@1"))->digest.hex();
  CHECK(reading.resolve(digest).text() == "ferry/th@1");
  CHECK(reading.resolve(digest.substr(0, 9)).text() == "ferry/th@1");
  CHECK_THROWS_WITH(reading.resolve("fery"), contains("near it: ferry"));
  CHECK_THROWS_WITH(reading.resolve("ferry/es"), contains("it has: ar, th"));
  CHECK_THROWS_WITH(reading.resolve("ferry/th@2"), contains("revisions 1 to 1"));
  CHECK_THROWS_AS(reading.resolve(""), RefusedError);
}

TEST_CASE("a rebuild of the derived tables gives the same bytes", "[archive]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(thai_machine());
  archive->state(at("ferry/th@1"), {declared(Property::kind, "human")}, "editor");
  archive->retract(3, 0, "no", "editor");
  NewRevision corrected = arabic_original();
  corrected.revision.blocks[1].text = "بلغت كلفة العمل ٤٢١٬٠٠٠ كرونة.";
  archive->add(corrected);
  std::uint64_t seen = 0;
  archive->reindex([&](std::uint64_t done, std::uint64_t) { seen = done; });
  CHECK(seen == archive->read().event_count());
  CHECK(verify(archive).empty());
  archive.reopen();
  CHECK(archive->read().provenance(at("ferry/th@1")).shown_kind() == Kind::machine);
  CHECK(archive->add(thai_machine()).outcome == AddResult::Outcome::unchanged);
}

TEST_CASE("many threads add at once and nothing is lost or doubled", "[archive]") {
  TestArchive archive;
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&archive, t] {
      for (int i = 0; i < kEach; ++i) {
        archive->add(text_in(
            "th", {"เรือ", "ลำที่ " + std::to_string(t) + " รอบ " + std::to_string(i)}, "boats"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const Reading reading = archive->read();
  CHECK(reading.revisions(*ArticleId::parse("boats"), *VariantId::parse("th")).size() ==
        kThreads * kEach);
  CHECK(reading.stats().revisions == kThreads * kEach);
  CHECK(verify(archive).empty());
}

TEST_CASE("two openings of one archive write in turn", "[archive]") {
  TestArchive archive;
  const auto other =
      Archive::open(archive.folder.path(), {.aligner = std::make_shared<PairingAligner>()});
  std::thread first([&] {
    for (int i = 0; i < 30; ++i)
      archive->add(text_in("he", {"סירה", "ראשונה " + std::to_string(i)}, "boats"));
  });
  for (int i = 0; i < 30; ++i)
    other->add(text_in("he", {"סירה", "שנייה " + std::to_string(i)}, "boats"));
  first.join();
  CHECK(other->read().revisions(*ArticleId::parse("boats"), *VariantId::parse("he")).size() == 60);
  CHECK(verify(archive).empty());
}

TEST_CASE("adds are carried out in the order in which they were handed in", "[archive]") {
  TestArchive archive;
  std::vector<std::future<AddResult>> results;
  results.push_back(archive->add_later(arabic_original()));
  results.push_back(archive->add_later(thai_machine()));
  results.push_back(archive->add_later(text_in("ar", {" "})));
  for (int i = 0; i < 200; ++i) {
    results.push_back(archive->add_later(
        text_in("zh-Hans", {"渡轮", "第" + std::to_string(i) + "班。"}, "boats")));
  }
  CHECK(results[0].get().address.text() == "ferry/ar@1");
  CHECK(results[1].get().address.text() == "ferry/th@1");
  CHECK_THROWS_AS(results[2].get(), InputError);
  for (int i = 0; i < 200; ++i)
    CHECK(results[static_cast<std::size_t>(i) + 3].get().address.number ==
          static_cast<std::uint32_t>(i) + 1);
}

TEST_CASE("an archive is not created over another, nor opened where there is none", "[archive]") {
  TestArchive archive;
  CHECK_THROWS_AS(Archive::create(archive.folder.path(), "archivist"), StoreError);
  const TemporaryFolder empty;
  try {
    Archive::open(empty.path(), {});
    FAIL("opened");
  } catch (const StoreError& error) {
    CHECK(error.kind() == StoreError::Kind::missing);
  }
}

TEST_CASE("an archive opened for reading refuses to write", "[archive]") {
  TestArchive archive;
  const auto reader = Archive::open(archive.folder.path(), {.read_only = true});
  CHECK_THROWS_AS(reader->add(arabic_original()), StoreError);
  archive->add(arabic_original());
  CHECK(reader->read().event_count() == 2);
}
