#include "translate/align/realign.h"

#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"
#include "translate/align/align.h"
#include "translate/align/held_alignment.h"
#include "translate/check/examine.h"

using namespace hexapla;
using namespace hexapla::test;

namespace {

struct AlignedArchive {
  AlignedArchive() {
    Archive::create(folder.path(), "archivist");
    open();
  }
  void open() {
    archive.reset();
    archive =
        Archive::open(folder.path(),
                      {.read_only = false, .aligner = make_aligner(), .examiner = make_examiner()});
  }
  std::string aligner_of(const char* source, const char* target) {
    const auto alignment =
        archive->read().alignment(*RevisionAddress::parse(source), *RevisionAddress::parse(target));
    return alignment ? alignment->aligner : "";
  }

  TemporaryFolder folder;
  std::unique_ptr<Archive> archive;
};

const RealignProgress kSilent = [](std::uint64_t, std::uint64_t) {};

// Articles that share words: what one teaches helps the others.
void add_fleet(Archive& archive, int articles) {
  const std::vector<std::string> arabic{"السفينة", "الميناء", "المنارة", "القبطان"};
  const std::vector<std::string> english{"ship", "harbour", "lighthouse", "captain"};
  for (int k = 0; k < articles; ++k) {
    const std::string name = "fleet-" + std::to_string(k);
    std::vector<std::string> source{arabic[k % 4] + " " + std::to_string(k)};
    std::vector<std::string> target{"The " + english[k % 4] + " " + std::to_string(k)};
    for (int s = 0; s < 6; ++s) {
      source.push_back("رأينا " + arabic[(k + s) % 4] + " قرب " + arabic[(k + s + 1) % 4] + " في " +
                       std::to_string(1900 + s + k) + ".");
      target.push_back("We saw the " + english[(k + s) % 4] + " near the " +
                       english[(k + s + 1) % 4] + " in " + std::to_string(1900 + s + k) + ".");
    }
    archive.add(with(text_in("ar", source, name.c_str()), Property::kind, "original"));
    archive.add(with(text_in("en", target, name.c_str()), Property::derived_from, name + "/ar@1"));
  }
}

}  // namespace

TEST_CASE("what an archive taught is kept, and its articles are aligned with it", "[realign]") {
  AlignedArchive archive;
  add_fleet(*archive.archive, 10);
  CHECK(archive.aligner_of("fleet-0/ar@1", "fleet-0/en@1") == kAlignerVersion);

  const auto learnt = learn_lexicons(*archive.archive, false, "archivist", kSilent);
  REQUIRE(learnt.size() == 1);
  CHECK(learnt[0].source == "ar");
  CHECK(learnt[0].target == "en");
  CHECK(learnt[0].texts == 10);
  CHECK(learnt[0].words > 3);
  const auto articles = articles_to_realign(*archive.archive, kSilent);
  CHECK(articles.size() == 10);
  realign_articles(*archive.archive, articles, "archivist", kSilent);
  const std::string improved = std::string(kAlignerVersion) + "+" + std::to_string(learnt[0].event);
  CHECK(archive.aligner_of("fleet-0/ar@1", "fleet-0/en@1") == improved);
  CHECK(articles_to_realign(*archive.archive, kSilent).empty());
  CHECK(archive.archive->verify({}).empty());
  // So is a text that is only looked at before it is kept.
  const Reading reading = archive.archive->read();
  const auto original = reading.view(*RevisionAddress::parse("fleet-0/ar@1"));
  const auto version = reading.view(*RevisionAddress::parse("fleet-1/en@1"));
  REQUIRE(original);
  REQUIRE(version);
  CHECK(align_with_lexicon(reading, *original, *version, reading.event_count()).aligner ==
        improved);

  // With nothing new there is nothing to learn; a rebuild gives the same; later texts use the
  // lexicon.
  CHECK(learn_lexicons(*archive.archive, false, "archivist", kSilent).empty());
  archive.archive->reindex({});
  CHECK(archive.aligner_of("fleet-0/ar@1", "fleet-0/en@1") == improved);
  archive.open();
  CHECK(archive.archive->verify({}).empty());
  add_fleet(*archive.archive, 11);
  CHECK(archive.aligner_of("fleet-10/ar@1", "fleet-10/en@1") == improved);
  const auto more = learn_lexicons(*archive.archive, false, "archivist", kSilent);
  REQUIRE(more.size() == 1);
  CHECK(more[0].texts == 1);
  CHECK(archive.archive->verify({}).empty());
}

TEST_CASE("realigning that was cut off goes on where it was", "[realign]") {
  AlignedArchive archive;
  add_fleet(*archive.archive, 12);
  learn_lexicons(*archive.archive, false, "archivist", kSilent);
  const auto articles = articles_to_realign(*archive.archive, kSilent);
  REQUIRE(articles.size() == 12);
  struct CutOff {};
  CHECK_THROWS_AS(realign_articles(*archive.archive, articles, "archivist",
                                   [](std::uint64_t, std::uint64_t) { throw CutOff(); }),
                  CutOff);
  archive.open();
  const auto rest = articles_to_realign(*archive.archive, kSilent);
  CHECK(rest.size() < 12);
  CHECK_FALSE(rest.empty());
  CHECK(archive.archive->verify({}).empty());
  realign_articles(*archive.archive, rest, "archivist", kSilent);
  CHECK(articles_to_realign(*archive.archive, kSilent).empty());
  CHECK(archive.archive->verify({}).empty());
}

TEST_CASE("a version made from another version is aligned with that, and composed to the original",
          "[realign]") {
  AlignedArchive archive;
  archive.archive->add(arabic_original());
  archive.archive->add(with(
      with(text_in("en", {"Night ferry returns",
                          "The work cost 412,000 kroner. The ferry will cross twice a night."}),
           Property::kind, "human"),
      Property::derived_from, "ferry/ar@1"));
  archive.archive->add(with(
      with(
          text_in(
              "fr",
              {"Le ferry de nuit revient",
               "Les travaux ont coûté 412 000 couronnes. Le ferry traversera deux fois par nuit."}),
          Property::kind, "human"),
      Property::derived_from, "ferry/en@1"));
  CHECK(archive.aligner_of("ferry/en@1", "ferry/fr@1") == kAlignerVersion);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/fr@1") ==
        std::string(kAlignerVersion) + " through en@1");
  const auto composed = archive.archive->read().alignment(*RevisionAddress::parse("ferry/ar@1"),
                                                          *RevisionAddress::parse("ferry/fr@1"));
  REQUIRE(composed);
  CHECK(composed->beads.size() == 3);
  CHECK(archive.archive->verify({}).empty());
}

TEST_CASE("a machine translation becomes the bridge of a version by hand, whichever comes first",
          "[realign]") {
  AlignedArchive archive;
  archive.archive->add(arabic_original());
  archive.archive->add(
      with(text_in("en", {"Night ferry returns",
                          "The work cost 412,000 kroner. The ferry will cross twice a night."}),
           Property::kind, "human"));
  const std::string by_hand =
      archive.archive->read().variants(*ArticleId::parse("ferry"))[1].id.text();
  const std::string address = "ferry/" + by_hand + "@1";
  CHECK(archive.aligner_of("ferry/ar@1", address.c_str()) == kAlignerVersion);
  NewRevision machine = with(
      text_in("en",
              {"Return of the night ferry",
               "The cost of the work was 412,000 kroner. The ferry crosses twice every night."}),
      Property::kind, "machine");
  machine.variant = VariantId::parse("en~apertium");
  archive.archive->add(machine);
  CHECK(archive.aligner_of("ferry/ar@1", address.c_str()) ==
        std::string(kAlignerVersion) + " by en~apertium@1");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en~apertium@1") == kAlignerVersion);
  CHECK(archive.archive->verify({}).empty());
  archive.archive->reindex({});
  CHECK(archive.archive->verify({}).empty());
}

TEST_CASE("an article that is not held cannot be realigned, and nothing is written", "[realign]") {
  AlignedArchive archive;
  archive.archive->add(arabic_original());
  const auto events = archive.archive->read().event_count();
  CHECK_THROWS_AS(archive.archive->realign({*ArticleId::parse("nowhere")}, "archivist"),
                  RefusedError);
  CHECK_THROWS_AS(archive.archive->realign({}, "archivist"), InputError);
  CHECK(archive.archive->read().event_count() == events);
}

TEST_CASE(
    "what a withdrawn text helped to align is aligned without it, and a rebuild that lacks it "
    "agrees",
    "[realign][withdrawal]") {
  AlignedArchive archive;
  const std::vector<std::string> arabic_lines{
      "عادت عبّارة الليل", "بلغت كلفة الأعمال 412,000 كرونة. ستعبر العبّارة مرتين كل ليلة."};
  const auto add = [&](const char* variant, const std::vector<std::string>& lines, const char* kind,
                       const char* origin) {
    NewRevision revision =
        with(text_in(std::string(variant).substr(0, 2).c_str(), lines), Property::kind, kind);
    revision.variant = VariantId::parse(variant);
    if (origin != nullptr) revision = with(std::move(revision), Property::derived_from, origin);
    archive.archive->add(revision);
  };
  const auto withdraw = [&](const char* address) {
    archive.archive->withdraw(*RevisionAddress::parse(address), "حكم قضائي", "المحكمة",
                              "archivist");
    for (const Archive::Problem& problem : archive.archive->verify({}))
      FAIL_CHECK(problem.where << ": " << problem.what);
  };
  add("ar", arabic_lines, "original", nullptr);
  add("en",
      {"Night ferry returns", "The work cost 412,000 kroner. The ferry will cross twice a night."},
      "human", nullptr);
  add("en~apertium",
      {"Return of the night ferry", "The cost was 412,000 kroner. It crosses twice every night."},
      "machine", nullptr);
  add("fr",
      {"Le ferry de nuit revient",
       "Les travaux ont coûté 412 000 couronnes. Deux traversées par nuit."},
      "human", "ferry/en@1");
  const std::string by = std::string(kAlignerVersion) + " by en~apertium@1";
  const std::string through = std::string(kAlignerVersion) + " through en@1";
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") == by);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/fr@1") == through + " by en~apertium@1");
  // An older pair keeps what was made of it until the help goes.
  add("en",
      {"The night ferry returns",
       "The work cost 412,000 kroner. The ferry will cross twice each night."},
      "human", nullptr);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") == by);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@2") == by);

  withdraw("ferry/en~apertium@1");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@2") == kAlignerVersion);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/fr@1") == through);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1").empty());

  withdraw("ferry/en@1");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/fr@1") == kAlignerVersion);
  CHECK(archive.aligner_of("ferry/en@1", "ferry/fr@1").empty());

  learn_lexicons(*archive.archive, true, "archivist", kSilent);
  realign_articles(*archive.archive, articles_to_realign(*archive.archive, kSilent), "archivist",
                   kSilent);
  CHECK(articles_to_realign(*archive.archive, kSilent).empty());
  archive.archive->reindex({});
  CHECK(archive.archive->verify({}).empty());
  withdraw("ferry/ar@1");
  CHECK(articles_to_realign(*archive.archive, kSilent).empty());
}

TEST_CASE("claims about what made a version decide anew with what it is aligned", "[realign]") {
  AlignedArchive archive;
  archive.archive->add(arabic_original());
  NewRevision machine = text_in(
      "en",
      {"Return of the night ferry", "The cost was 412,000 kroner. It crosses twice every night."});
  machine.variant = VariantId::parse("en~apertium");
  archive.archive->add(machine);
  NewRevision by_hand =
      with(text_in("en", {"Night ferry returns",
                          "The work cost 412,000 kroner. The ferry will cross twice a night."}),
           Property::kind, "human");
  by_hand.variant = VariantId::parse("en");
  archive.archive->add(by_hand);
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") == kAlignerVersion);
  const auto claim = [&](const char* address, Property property, const char* value) {
    const NewRevision stated = with(text_in("en", {"x"}), property, value);
    return archive.archive->state(*RevisionAddress::parse(address), stated.statements, "archivist");
  };
  const auto event = claim("ferry/en~apertium@1", Property::kind, "machine");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") ==
        std::string(kAlignerVersion) + " by en~apertium@1");
  archive.archive->retract(event, 0, "خطأ", "archivist");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") == kAlignerVersion);
  claim("ferry/en@1", Property::derived_from, "ferry/en~apertium@1");
  CHECK(archive.aligner_of("ferry/ar@1", "ferry/en@1") ==
        std::string(kAlignerVersion) + " by en~apertium@1");
  CHECK(archive.archive->verify({}).empty());
}
