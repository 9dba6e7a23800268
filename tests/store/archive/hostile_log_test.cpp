#include <string>
#include <vector>

#include "store/archive/archive.h"
#include "store/archive/codec.h"
#include "store/archive/deriver.h"
#include "store/archive/lookup.h"
#include "store/archive/overlay.h"
#include "store/engine/lmdb_engine.h"
#include "store/log/merkle.h"
#include "store/model/revision.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

// A mirror takes over what another archive's log says, and that may have been written to harm.

namespace hexapla {
namespace {

using test::text_in;

constexpr const char* kOrigin = "news.example/log";

// A log that anybody can make, entry by entry.
class ForeignLog {
 public:
  ForeignLog() { say(ArchiveCreated{kFormatVersion, kOrigin, {}}); }

  void say(decltype(Event::what) what) {
    const std::string number = std::to_string(mirrored_.entries.size());
    add(to_canonical_json({"id-" + number, "2026-04-14T10:00:00.000Z", "ผู้เก็บ", std::move(what)}));
  }
  void add(std::string entry) {
    tree_.append(leaf_hash(entry));
    mirrored_.entries.push_back(std::move(entry));
  }
  // A text; gives its digest.
  Digest text(const char* address, const char* words, std::optional<Digest> capture = {}) {
    const std::string json = to_canonical_json(text_in("th", {words}).revision);
    const Digest digest = object(json);
    RevisionAdded added{.address = *RevisionAddress::parse(address),
                        .digest = digest,
                        .input = Digest::of(address),
                        .capture = std::nullopt,
                        .statements = {}};
    if (capture) added.capture = CaptureRecord{.digest = *capture, .media_type = "text/html"};
    say(std::move(added));
    return digest;
  }
  Digest object(const std::string& bytes) {
    mirrored_.objects.push_back({Digest::of(bytes), bytes});
    return mirrored_.objects.back().digest;
  }
  void withdraw(const char* address, const Digest& text, std::vector<Digest> objects) {
    say(TextWithdrawn{*RevisionAddress::parse(address), text, std::move(objects), "คำสั่งศาล",
                      "ศาล"});
  }

  // What is said against it when it is mirrored; empty where it is taken.
  std::string refusal() {
    mirrored_.checkpoint = Checkpoint{kOrigin, tree_.size(), tree_.root()}.text();
    mirrored_.follows = "http://127.0.0.1:1";
    const test::TemporaryFolder folder;
    try {
      Archive::create_mirror(folder / "mirror", mirrored_, nullptr);
    } catch (const InputError& error) {
      return error.what();
    }
    const auto archive = Archive::open(folder / "mirror", {});
    for (const Archive::Problem& problem : archive->verify({}))
      FAIL_CHECK(problem.where << ": " << problem.what);
    archive->reindex({});
    return {};
  }

 private:
  MirroredEntries mirrored_;
  TreeBuilder tree_;
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a log that creates its archive again is not mirrored", "[archive][mirror]") {
  ForeignLog log;
  log.text("ferry/th@1", "เรือข้ามฟาก");
  CHECK(log.refusal().empty());
  log.say(ArchiveCreated{kFormatVersion + 1, kOrigin, {}});
  CHECK(contains(log.refusal(), "created by event 0, and by no other"));
}

TEST_CASE("a withdrawal takes its own text and captures along, and nothing else",
          "[archive][mirror]") {
  const auto refusal = [](auto objects_of) {
    ForeignLog log;
    const Digest page = log.object("<p>หน้าเว็บ</p>");
    const Digest other = log.text("boat/th@1", "เรืออีกลำหนึ่ง");
    const Digest text = log.text("ferry/th@1", "เรือข้ามฟาก", page);
    log.withdraw("ferry/th@1", text, objects_of(text, page, other));
    return log.refusal();
  };
  using List = std::vector<Digest>;
  using Arg = const Digest&;
  CHECK(refusal([](Arg text, Arg page, Arg) { return List{text, page}; }).empty());
  CHECK(refusal([](Arg text, Arg, Arg) { return List{text}; }).empty());
  CHECK(contains(refusal([](Arg text, Arg, Arg other) {
                   return List{text, other};
                 }),
                 "which is none of its captures"));
  CHECK(contains(refusal([](Arg, Arg page, Arg) { return List{page}; }),
                 "its text is not among the objects that go"));
}

TEST_CASE("a text that is said to be the capture of another is not withdrawn with it",
          "[archive][mirror]") {
  ForeignLog log;
  const Digest other = log.text("boat/th@1", "เรืออีกลำหนึ่ง");
  const Digest text = log.text("ferry/th@1", "เรือข้ามฟาก", other);
  log.withdraw("ferry/th@1", text, {text, other});
  CHECK(contains(log.refusal(), "which is none of its captures"));
}

TEST_CASE("a number that canonical JSON cannot hold is refused with its place",
          "[archive][mirror]") {
  ForeignLog log;
  log.add(
      R"({"actor":"x","event":"lexicon-learnt","aligner":"a","digest":")" +
      log.object("ก\tb\t1\n").hex() +
      R"(","id":"1","learnt-before":1152921504606846976,"source":"th","target":"en","time":"t"})");
  CHECK(contains(log.refusal(), "/learnt-before"));
}

// An archive with one article, and rows over it that are not kept.
struct OneArticle {
  OneArticle() {
    Archive::create(folder.path(), "archivist");
    const auto archive = Archive::open(folder.path(), {});
    archive->add(test::arabic_original());
    original = archive->read().revision(*RevisionAddress::parse("ferry/ar@1"))->digest;
    engine = open_lmdb_engine(folder.path(), false);
    snapshot = engine->snapshot();
    rows.emplace(*snapshot);
  }
  std::string row() const { return std::string(*rows->get(Table::articles, article_key(1))); }
  void apply(decltype(Event::what) what) {
    const std::uint64_t number = count_events(*rows);
    const Event event{"id-" + std::to_string(number), decode_row<ArticleRow>(row()).updated, "ma",
                      std::move(what)};
    rows->put(Table::events, event_key(number), to_canonical_json(event));
    Materials materials(nullptr);
    Deriver(*rows, *rows, materials).apply(event, number);
  }

  test::TemporaryFolder folder;
  Digest original;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Snapshot> snapshot;
  std::optional<Overlay> rows;
};

TEST_CASE("an article never gets more variants than can be counted", "[archive][mirror]") {
  OneArticle article;
  auto row = decode_row<ArticleRow>(article.row());
  row.variants = kMostVariants;
  article.rows->put(Table::articles, article_key(1), encode(row));
  const std::string json = to_canonical_json(text_in("th", {"เรือ"}).revision);
  article.rows->put_object(Digest::of(json), json);
  try {
    article.apply(RevisionAdded{.address = *RevisionAddress::parse("ferry/th@1"),
                                .digest = Digest::of(json),
                                .input = Digest::of("in"),
                                .capture = std::nullopt,
                                .statements = {}});
    FAIL("it was taken");
  } catch (const StoreError& error) {
    CHECK(error.kind() == StoreError::Kind::corrupt);
    CHECK(contains(error.what(), "more than 60000 variants"));
  }
}

TEST_CASE("every event of an article changes its row, also where the clock stands still",
          "[archive]") {
  OneArticle article;
  const std::string before = article.row();
  article.apply(StatementsAdded{*RevisionAddress::parse("ferry/ar@1"),
                                article.original,
                                {test::declared(Property::author, "نورة")}});
  const std::string after = article.row();
  CHECK(after != before);
  CHECK(decode_row<ArticleRow>(after).updated == decode_row<ArticleRow>(before).updated);
  article.apply(StatementRetracted{count_events(*article.rows) - 1, 0, "خطأ"});
  CHECK(article.row() != after);
}

}  // namespace
}  // namespace hexapla
