#include <fstream>
#include <iterator>
#include <random>

#include "store/archive/archive.h"
#include "store/engine/lmdb_engine.h"
#include "store/engine/object_payload.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

using namespace hexapla;
using namespace hexapla::test;

namespace {

// Pairs sentences by their order.
class PairingAligner : public Aligner {
 public:
  Alignment align(const RevisionView& source, const RevisionView& target) const override {
    Alignment alignment;
    alignment.aligner = "pairing-1";
    for (std::uint32_t i = 0; i < std::min(source.segment_count(), target.segment_count()); ++i) {
      alignment.beads.push_back({{i, 1}, {i, 1}, 0.5F});
    }
    return alignment;
  }
  std::string_view version() const override { return "pairing-1"; }
};

struct TestArchive {
  TestArchive() {
    Archive::create(folder.path(), "archivist");
    archive = Archive::open(folder.path(), {.aligner = std::make_shared<PairingAligner>()});
  }
  Archive* operator->() { return archive.get(); }
  std::string problems() {
    std::string text;
    for (const Archive::Problem& problem : archive->verify({}))
      text += problem.where + ": " + problem.what + "\n";
    return text;
  }

  TemporaryFolder folder;
  std::unique_ptr<Archive> archive;
};

RevisionAddress at(const char* text) { return *RevisionAddress::parse(text); }

NewRevision captured(NewRevision revision, std::string bytes) {
  revision.capture = Capture{.bytes = std::move(bytes),
                             .media_type = "text/html",
                             .uri = "https://courier.example/ar",
                             .date = "2026-04-12T18:40:00Z",
                             .file_name = "",
                             .encoding = ""};
  return revision;
}

NewRevision corrected_original() {
  return with(text_in("ar", {"عودة العبّارة الليلية", "بلغت كلفة العمل ٤٢١٬٠٠٠ كرونة."}),
              Property::kind, "original");
}

RefusedError::Reason refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const RefusedError& error) {
    return error.reason();
  }
  FAIL("nothing was refused");
  return RefusedError::Reason::ambiguous;
}

}  // namespace

TEST_CASE("a withdrawn text is gone with its capture, and who asks for it reads why",
          "[archive][withdrawal]") {
  TestArchive archive;
  const AddResult original = archive->add(captured(arabic_original(), "<p>صفحة</p>"));
  archive->add(thai_machine());
  archive->add(captured(corrected_original(), "<p>صفحة مصححة</p>"));
  const Digest capture = Digest::of("<p>صفحة</p>");
  REQUIRE(archive->read().object(capture));

  const std::uint64_t event =
      archive->withdraw(at("ferry/ar@1"), "يذكر شاهدًا", "المحكمة", "archivist");
  const Reading reading = archive->read();
  CHECK_FALSE(reading.object(original.digest));
  CHECK_FALSE(reading.object(capture));
  const auto why = reading.withdrawal(at("ferry/ar@1"));
  REQUIRE(why);
  CHECK(why->event == event);
  CHECK(why->reason == "يذكر شاهدًا");
  CHECK(why->authority == "المحكمة");
  CHECK(reading.withdrawal(original.digest)->event == event);
  CHECK(reading.withdrawal(capture)->event == event);
  CHECK_FALSE(reading.view(at("ferry/ar@1")));
  CHECK(refusal([&] { reading.refuse_if_withdrawn(at("ferry/ar@1")); }) ==
        RefusedError::Reason::withdrawn);
  CHECK_NOTHROW(reading.refuse_if_withdrawn(at("ferry/ar@2")));

  // All else stands: the record with its digest, the claims, the other revisions, and what is
  // aligned.
  CHECK(reading.revision(at("ferry/ar@1"))->digest == original.digest);
  CHECK_FALSE(reading.statements(at("ferry/ar@1")).empty());
  CHECK(reading.view(at("ferry/ar@2")));
  CHECK_FALSE(reading.alignment(at("ferry/ar@1"), at("ferry/th@1")));
  CHECK(archive.problems().empty());
  archive->reindex({});
  CHECK(archive.problems().empty());
}

TEST_CASE("the newest revision that is held stands for its variant", "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(corrected_original());
  archive->add(thai_machine());
  REQUIRE(archive->read().alignment(at("ferry/ar@2"), at("ferry/th@1")));
  archive->withdraw(at("ferry/ar@2"), "خطأ", "المحرر", "archivist");
  {
    const Reading reading = archive->read();
    CHECK(reading.resolve("ferry") == at("ferry/ar@1"));
    CHECK(reading.resolve("ferry/ar") == at("ferry/ar@1"));
    CHECK(reading.resolve("ferry/ar@2") == at("ferry/ar@2"));
    CHECK(reading.alignment(at("ferry/ar@1"), at("ferry/th@1")));
    const auto variants = reading.variants(*ArticleId::parse("ferry"));
    CHECK(variants[0].revisions == 2);
    CHECK(variants[0].newest == 1);
  }
  CHECK(archive.problems().empty());
  // The next one is revision 3: a number is never given twice.
  CHECK(archive->add(with(text_in("ar", {"عودة العبّارة", "نص آخر."}), Property::kind, "original"))
            .address == at("ferry/ar@3"));
}

TEST_CASE("an article whose texts were all withdrawn keeps its place and loses its words",
          "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->add(thai_machine());
  for (const char* address : {"ferry/ar@1", "ferry/th@1"})
    archive->withdraw(at(address), "خصوصية", "صاحب الشأن", "archivist");
  const Reading reading = archive->read();
  const auto article = reading.article(*ArticleId::parse("ferry"));
  REQUIRE(article);
  CHECK(article->title == "ferry");
  CHECK(reading.stats().segments == 0);
  CHECK(reading.stats().text_bytes == 0);
  CHECK(reading.variants(*ArticleId::parse("ferry"))[1].is_withdrawn);
  CHECK(reading.provenance(at("ferry/th@1")).engine->value == "Meridian");
  CHECK(archive.problems().empty());
}

TEST_CASE("a capture that another revision uses stays", "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(captured(arabic_original(), "<p>صفحة</p>"));
  archive->add(captured(corrected_original(), "<p>صفحة</p>"));
  archive->withdraw(at("ferry/ar@1"), "خطأ", "المحرر", "archivist");
  CHECK(archive->read().object(Digest::of("<p>صفحة</p>")));
  archive->withdraw(at("ferry/ar@2"), "خطأ", "المحرر", "archivist");
  CHECK_FALSE(archive->read().object(Digest::of("<p>صفحة</p>")));
  CHECK(archive.problems().empty());
}

TEST_CASE("a text is withdrawn wherever it stands", "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(arabic_original());
  NewRevision copy = arabic_original();
  copy.article = ArticleId::parse("copied");
  archive->add(copy);
  archive->withdraw(at("copied/ar@1"), "خطأ", "المحرر", "archivist");
  CHECK(archive->read().withdrawal(at("ferry/ar@1")));
  CHECK(archive->read().withdrawal(at("copied/ar@1")));
  CHECK(refusal([&] { archive->withdraw(at("ferry/ar@1"), "x", "y", "archivist"); }) ==
        RefusedError::Reason::conflicting);
  CHECK(archive.problems().empty());
}

TEST_CASE("what was withdrawn is not added again, unless told so", "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(captured(arabic_original(), "<p>صفحة</p>"));
  archive->withdraw(at("ferry/ar@1"), "يذكر شاهدًا", "المحكمة", "archivist");
  CHECK(refusal([&] { archive->add(captured(arabic_original(), "<p>صفحة</p>")); }) ==
        RefusedError::Reason::withdrawn);
  CHECK(refusal([&] { archive->add(arabic_original()); }) == RefusedError::Reason::withdrawn);
  CHECK(refusal([&] { archive->add(captured(corrected_original(), "<p>صفحة</p>")); }) ==
        RefusedError::Reason::withdrawn);
  CHECK(archive->read().event_count() == 3);

  NewRevision again = captured(arabic_original(), "<p>صفحة</p>");
  again.allow_withdrawn = true;
  const AddResult added = archive->add(again);
  CHECK(added.address == at("ferry/ar@2"));
  {
    const Reading reading = archive->read();
    CHECK(reading.object(added.digest));
    CHECK_FALSE(reading.withdrawal(added.digest));
    CHECK(reading.view(at("ferry/ar@2")));
    CHECK(reading.withdrawal(at("ferry/ar@1")));  // that one was withdrawn, and stays so
  }
  CHECK(archive->add(captured(arabic_original(), "<p>صفحة</p>")).outcome ==
        AddResult::Outcome::unchanged);
  CHECK(archive.problems().empty());
  archive->withdraw(at("ferry/ar@2"), "مرة أخرى", "المحكمة", "archivist");
  CHECK(archive.problems().empty());
}

TEST_CASE("a withdrawal says why and who, in words that the log can keep",
          "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(arabic_original());
  CHECK_THROWS_AS(archive->withdraw(at("ferry/ar@1"), "", "المحكمة", "archivist"), InputError);
  CHECK_THROWS_AS(archive->withdraw(at("ferry/ar@1"), "يذكر شاهدًا", "", "archivist"), InputError);
  CHECK_THROWS_AS(
      archive->withdraw(at("ferry/ar@1"), std::string(5000, 'x'), "المحكمة", "archivist"),
      InputError);
  CHECK(refusal([&] { archive->withdraw(at("ferry/ar@7"), "x", "y", "archivist"); }) ==
        RefusedError::Reason::unknown_revision);
  CHECK(archive->read().event_count() == 2);
}

TEST_CASE("claims about a withdrawn revision can still be made and taken back",
          "[archive][withdrawal]") {
  TestArchive archive;
  archive->add(arabic_original());
  archive->withdraw(at("ferry/ar@1"), "خطأ", "المحرر", "archivist");
  const std::uint64_t stated =
      archive->state(at("ferry/ar@1"), {declared(Property::author, "تامسين")}, "archivist");
  archive->retract(stated, 0, "خطأ", "archivist");
  Statement about_a_part = declared(Property::author, "تامسين");
  about_a_part.parts = {{0, {0, 2}}};
  CHECK_THROWS_AS(archive->state(at("ferry/ar@1"), {about_a_part}, "archivist"), InputError);
  CHECK(archive.problems().empty());
}

TEST_CASE("however texts come and go, a rebuild gives the same", "[archive][withdrawal]") {
  const unsigned seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  TestArchive archive;
  archive->add(arabic_original());
  const char* languages[] = {"ar", "th", "zh", "en"};
  int withdrawn = 0;
  for (int step = 0; step < 60; ++step) {
    const Reading reading = archive->read();
    const auto variants = reading.variants(*ArticleId::parse("ferry"));
    try {
      if (random() % 3 == 0) {
        const VariantSummary& variant = variants[random() % variants.size()];
        archive->withdraw({*ArticleId::parse("ferry"), variant.id,
                           static_cast<std::uint32_t>(1 + random() % variant.revisions)},
                          "reason", "authority", "archivist");
        ++withdrawn;
      } else {
        NewRevision revision = text_in(
            languages[random() % 4], {"عنوان " + std::to_string(random() % 6), "نص أول. نص ثان."});
        revision =
            with(std::move(revision), Property::kind, random() % 2 == 0 ? "original" : "human");
        if (revision.statements[0].claim.value == "human") {
          revision = with(std::move(revision), Property::derived_from, "unknown");
        }
        if (random() % 3 == 0)
          revision = captured(std::move(revision), "page " + std::to_string(random() % 3));
        revision.allow_withdrawn = random() % 2 == 0;
        archive->add(std::move(revision));
      }
    } catch (const RefusedError&) {
      // Withdrawn before, or not allowed: both may be asked for.
    }
  }
  CHECK(withdrawn > 0);
  CHECK(archive.problems().empty());
}

TEST_CASE("a copy of a withdrawn text is held to the rules for claims, and takes nothing else away",
          "[archive][withdrawal]") {
  TestArchive archive;
  const Digest elsewhere = Digest::of("capture of another page");
  RevisionAdded revision{.address = at("witness/ar@1"),
                         .digest = Digest::of("a text that nobody has"),
                         .input = Digest::of("what was handed in"),
                         .capture = std::nullopt,
                         .statements = {declared(Property::kind, "original")}};
  TextWithdrawn why{revision.address, revision.digest, {elsewhere}, "names a witness", "the court"};
  const auto refused = [&](const RevisionAdded& what, const TextWithdrawn& withdrawal) {
    try {
      archive->add_withdrawn(what, withdrawal, "archivist");
      return std::string();
    } catch (const InputError& error) {
      return error.place().field;
    }
  };
  RevisionAdded wrong = revision;
  wrong.statements.push_back(declared(Property::kind, "poem"));
  CHECK(refused(wrong, why) == "/statements/1/value");
  wrong.statements[1] = declared(Property::author, "");
  CHECK(refused(wrong, why) == "/statements/1/value");
  TextWithdrawn unsaid = why;
  unsaid.reason.clear();
  CHECK(refused(revision, unsaid) == "reason");

  CHECK(refused(revision, why).empty());
  CHECK(archive->read().withdrawal(revision.digest));
  CHECK_FALSE(archive->read().withdrawal(elsewhere));
  CHECK(archive.problems() == "");
}

TEST_CASE("once the file is written anew, nothing of a withdrawn text is to be found in it",
          "[archive][withdrawal][compaction]") {
  TestArchive archive;
  const auto file = [&] {
    std::ifstream in(archive.folder / "data.mdb", std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  };
  const auto add_others = [&](int from) {
    for (int i = from; i < from + 12; ++i) {
      const std::string number = std::to_string(i);
      const std::string article = "boat-" + number;
      archive->add(with(text_in("th", {"เรือลำที่ " + number, "เรือออกทุกวันเวลา " + number + " นาฬิกา"},
                                article.c_str()),
                        Property::kind, "original"));
    }
  };
  const std::string title = "شهادة زمردة الخفية",
                    secret = "قالت زمردة إن المفتاح تحت الجسر القديم.",
                    page = "<p>كتبته زمردة بيدها على هذه الورقة وحدها</p>";
  add_others(0);
  const AddResult added = archive->add(
      captured(with(text_in("ar", {title, secret}, "witness"), Property::kind, "original"), page));
  archive->add(with(with(text_in("th", {"คำให้การของมรกต", "มรกตบอกว่ากุญแจอยู่ใต้สะพานเก่า"}, "witness"),
                         Property::kind, "machine"),
                    Property::derived_from, "witness/ar@1"));
  add_others(12);
  const std::string stored = *encode_revision(*archive->read().object(added.digest), added.digest);
  const std::string before = file();
  for (const std::string& trace : {title, secret, page, stored}) {
    CAPTURE(trace);
    REQUIRE(before.find(trace) != std::string::npos);
  }
  archive->withdraw(at("witness/ar@1"), "names a witness", "the court", "archivist");
  archive->withdraw(at("witness/th@1"), "names a witness", "the court", "archivist");
  archive.archive.reset();
  compact_lmdb(archive.folder.path());
  const std::string after = file();
  for (const std::string& trace : {title, secret, page, stored, std::string("زمردة"),
                                   std::string("الجسر"), std::string("มรกต")}) {
    CAPTURE(trace);
    CHECK(after.find(trace) == std::string::npos);
  }
  CHECK(after.find("เรือลำที่ 23") != std::string::npos);
  archive.archive =
      Archive::open(archive.folder.path(), {.aligner = std::make_shared<PairingAligner>()});
  CHECK(archive.problems() == "");
  CHECK(archive->read().withdrawal(at("witness/ar@1")));
}
