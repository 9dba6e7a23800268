#include "store/engine/lmdb_engine.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/engine/big_endian.h"
#include "tests/catch.h"
#include "tests/store/engine/child.h"
#include "tests/store/engine/thrown.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using engine_test::Child;
using engine_test::Flag;
using engine_test::store_error;
using test::TemporaryFolder;
using Kind = StoreError::Kind;

NewObject object_of(const std::string& bytes) { return {Digest::of(bytes), bytes}; }

std::optional<std::string> value_of(const Engine& engine, Table table, std::string_view key) {
  const auto snapshot = engine.snapshot();
  const auto value = snapshot->get(table, key);
  if (!value) return std::nullopt;
  return std::string(*value);
}

TEST_CASE("every table has a name of its own, and the log and the settings are not derived",
          "[engine]") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kTableCount; ++i) names.insert(name(static_cast<Table>(i)));
  CHECK(names.size() == kTableCount);
  CHECK(name(Table::events) == "events");
  CHECK(name(Table::article_names) == "article_names");
  CHECK(name(Table::alignments) == "alignments");
  CHECK_FALSE(is_derived(Table::events));
  CHECK_FALSE(is_derived(Table::meta));
  CHECK(is_derived(Table::articles));
  CHECK(is_derived(Table::alignments));
}

TEST_CASE("a commit keeps objects, puts and deletions, also when the store is opened again",
          "[engine]") {
  const TemporaryFolder folder;
  const std::string text(5000, 'x');
  {
    const auto engine = open_lmdb_engine(folder / "new", true);
    REQUIRE(engine->commit({.objects = {object_of(text), object_of("ข่าว"), object_of("")},
                            .put = {{Table::events, big_endian(0), "{}"},
                                    {Table::articles, "خبر", "١"},
                                    {Table::meta, "format", "1"}}}) == CommitOutcome::ok);
    REQUIRE(engine->commit({.put = {{Table::articles, "新闻", "2"}},
                            .del = {{Table::articles, "خبر"}, {Table::articles, "absent"}}}) ==
            CommitOutcome::ok);
  }
  const auto engine = open_lmdb_engine(folder / "new", false);
  const auto snapshot = engine->snapshot();
  CHECK(snapshot->get(Table::events, big_endian(0)) == "{}");
  CHECK(snapshot->get(Table::articles, "新闻") == "2");
  CHECK_FALSE(snapshot->get(Table::articles, "خبر"));
  CHECK(snapshot->object(Digest::of(text)) == text);
  CHECK(snapshot->object(Digest::of("ข่าว")) == "ข่าว");
  CHECK(snapshot->object(Digest::of("")) == "");
  CHECK_FALSE(snapshot->object(Digest::of("absent")));
  CHECK(snapshot->count(Table::articles) == 1);
  std::size_t objects = 0;
  snapshot->scan_objects([&](const Digest& digest, std::uint64_t stored_bytes) {
    ++objects;
    CHECK(stored_bytes >= 2);
    if (digest == Digest::of(text)) CHECK(stored_bytes < 100);
    return true;
  });
  CHECK(objects == 3);
}

TEST_CASE("an object that is held already is not kept twice, in one commit or another",
          "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  std::string noise(50'000, '\0');
  std::mt19937 random(1);
  for (char& byte : noise) byte = static_cast<char>(random());
  for (int i = 0; i < 10; ++i) {
    REQUIRE(engine->commit({.objects = {object_of(noise), object_of(noise)}}) == CommitOutcome::ok);
  }
  CHECK(engine->size().file_bytes < 3 * noise.size());
  int objects = 0;
  engine->snapshot()->scan_objects([&](const Digest&, std::uint64_t) { return ++objects > 0; });
  CHECK(objects == 1);
}

TEST_CASE("a commit whose requirement does not hold keeps nothing", "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  REQUIRE(engine->commit({.require = {{Table::articles, "a", std::nullopt}},
                          .put = {{Table::articles, "a", "1"}}}) == CommitOutcome::ok);
  CHECK(engine->commit({.require = {{Table::articles, "a", std::nullopt}},
                        .objects = {object_of("x")},
                        .put = {{Table::articles, "b", "1"}}}) == CommitOutcome::conflict);
  CHECK(engine->commit({.require = {{Table::articles, "a", "1"}, {Table::articles, "a", "2"}},
                        .put = {{Table::articles, "b", "1"}}}) == CommitOutcome::conflict);
  CHECK_FALSE(value_of(*engine, Table::articles, "b"));
  CHECK_FALSE(engine->snapshot()->object(Digest::of("x")));
  CHECK(engine->commit({.require = {{Table::articles, "a", "1"}},
                        .put = {{Table::articles, "a", "2"}}}) == CommitOutcome::ok);
  CHECK(value_of(*engine, Table::articles, "a") == "2");
}

TEST_CASE("keys that are too long and empty values are refused before anything is written",
          "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const std::string longest(Engine::kMaxKeyBytes, 'k');
  const Put good{Table::articles, "good", "1"};
  const std::vector<Batch> refused = {
      {.put = {good, {Table::articles, longest + "k", "1"}}},
      {.put = {good, {Table::articles, "", "1"}}},
      {.put = {good, {Table::articles, "empty", ""}}},
      {.put = {good}, .del = {{Table::articles, longest + "k"}}},
      {.require = {{Table::articles, longest + "k", std::nullopt}}, .put = {good}},
  };
  for (const Batch& batch : refused) CHECK_THROWS_AS(engine->commit(batch), std::invalid_argument);
  CHECK_FALSE(value_of(*engine, Table::articles, "good"));
  CHECK(engine->commit({.put = {{Table::articles, longest, "1"}}}) == CommitOutcome::ok);
  CHECK(value_of(*engine, Table::articles, longest) == "1");
  CHECK_FALSE(value_of(*engine, Table::articles, longest + "k"));
}

TEST_CASE("a snapshot stays as it was while commits go on, and outlives its engine", "[engine]") {
  const TemporaryFolder folder;
  auto engine = open_lmdb_engine(folder.path(), true);
  engine->commit({.objects = {object_of("old")}, .put = {{Table::views, "v", "old"}}});
  const auto snapshot = engine->snapshot();
  const auto view = snapshot->get(Table::views, "v");
  for (int i = 0; i < 50; ++i)
    engine->commit({.put = {{Table::views, "v", std::string(2000, 'n')}}});
  engine.reset();
  CHECK(view == "old");
  CHECK(snapshot->object(Digest::of("old")) == "old");
}

TEST_CASE("a rebuild sees its own writes, empties only what is derived, and is seen all at once",
          "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true, {.map_bytes = 1 << 16});
  Batch batch{.objects = {object_of("kept")}, .put = {{Table::meta, "format", "1"}}};
  for (std::uint64_t i = 0; i < 100; ++i)
    batch.put.push_back({Table::events, big_endian(i), "event"});
  batch.put.push_back({Table::articles, "stale", "1"});
  engine->commit(batch);

  // More than the map holds: the rebuild has to be begun anew on a larger one.
  engine->rebuild_derived([&](RebuildWriter& writer) {
    CHECK(writer.count(Table::articles) == 0);
    CHECK(writer.object(Digest::of("kept")) == "kept");
    writer.scan(Table::events, "", [&](std::string_view key, std::string_view value) {
      writer.put(Table::views, key, std::string(value) + std::string(3000, 'x'));
      return true;
    });
    CHECK(writer.count(Table::views) == 100);
    CHECK(writer.get(Table::views, big_endian(3))->size() == 3005);
    writer.del(Table::views, big_endian(99));
    writer.put(Table::meta, "icu", "72");
    CHECK_THROWS_AS(writer.put(Table::events, "x", "y"), std::invalid_argument);
  });
  const auto snapshot = engine->snapshot();
  CHECK(snapshot->count(Table::events) == 100);
  CHECK(snapshot->count(Table::views) == 99);
  CHECK(snapshot->count(Table::articles) == 0);
  CHECK(snapshot->get(Table::meta, "format") == "1");
  CHECK(snapshot->get(Table::meta, "icu") == "72");
}

TEST_CASE("a rebuild that throws changes nothing", "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  engine->commit({.put = {{Table::articles, "kept", "1"}}});
  CHECK_THROWS_AS(engine->rebuild_derived([](RebuildWriter& writer) {
    writer.put(Table::articles, "new", "2");
    throw std::runtime_error("enough");
  }),
                  std::runtime_error);
  CHECK(value_of(*engine, Table::articles, "kept") == "1");
  CHECK_FALSE(value_of(*engine, Table::articles, "new"));
}

TEST_CASE("an engine for reading only reads, and refuses to write", "[engine]") {
  const TemporaryFolder folder;
  const auto check = [&] {
    const auto reader = open_lmdb_engine(folder.path(), true, {.read_only = true});
    CHECK(value_of(*reader, Table::articles, "a") == "1");
    const auto thrown = store_error([&] {
      reader->commit({.put = {{Table::articles, "a", "2"}}});
    });
    CHECK(thrown.kind == Kind::io);
    CHECK(thrown.says("reading only"));
    CHECK(store_error([&] { reader->rebuild_derived([](RebuildWriter&) {}); }).kind == Kind::io);
  };
  CHECK(store_error([&] { open_lmdb_engine(folder.path(), true, {.read_only = true}); }).kind ==
        Kind::missing);
  {
    const auto writer = open_lmdb_engine(folder.path(), true);
    writer->commit({.put = {{Table::articles, "a", "1"}}});
    check();  // beside one that writes
  }
  check();
  const auto reader = open_lmdb_engine(folder.path(), false, {.read_only = true});
  CHECK(store_error([&] { open_lmdb_engine(folder.path(), false); }).kind == Kind::busy);
}

TEST_CASE("a folder that may not be written to can be read, and says so to writers", "[engine]") {
  const TemporaryFolder folder;
  open_lmdb_engine(folder / "archive", true)->commit({.put = {{Table::articles, "a", "1"}}});
  chmod(folder.path().c_str(), 0755);
  for (const bool lock_file : {true, false}) {
    CAPTURE(lock_file);
    if (!lock_file) std::filesystem::remove(folder / "archive" / "lock.mdb");
    for (const auto& entry : std::filesystem::directory_iterator(folder / "archive")) {
      chmod(entry.path().c_str(), 0444);
    }
    chmod((folder / "archive").c_str(), 0555);
    Child child([&]() -> std::string {
      if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return "cannot become another user";
      {
        const auto reader = open_lmdb_engine(folder / "archive", false, {.read_only = true});
        if (value_of(*reader, Table::articles, "a") != "1") return "cannot read";
      }
      const auto thrown = store_error([&] { open_lmdb_engine(folder / "archive", false); });
      if (thrown.kind != Kind::io || !thrown.says("Permission denied"))
        return "writing: " + thrown.message;
      return {};
    });
    CHECK(child.report() == "");
    chmod((folder / "archive").c_str(), 0755);
  }
}

TEST_CASE("a commit behind a stopped process is refused in time, and done once that one is gone",
          "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true, {.lock_wait_ms = 200});
  const Flag writing;
  Child child([&] {
    open_lmdb_engine(folder.path(), false)->rebuild_derived([&](RebuildWriter&) {
      writing.raise();
      pause();
    });
    return std::string();
  });
  writing.wait();
  child.signal(SIGSTOP);
  const auto thrown = store_error([&] { engine->commit({.put = {{Table::articles, "a", "1"}}}); });
  CHECK(thrown.kind == Kind::busy);
  CHECK(thrown.says("(pid " + std::to_string(child.pid()) + ")"));
  CHECK_FALSE(value_of(*engine, Table::articles, "a"));  // reading goes on meanwhile
  child.signal(SIGKILL);
  child.report();
  CHECK(engine->commit({.put = {{Table::articles, "a", "1"}}}) == CommitOutcome::ok);
}

TEST_CASE("a damaged object is told from an absent one", "[engine]") {
  const TemporaryFolder folder;
  const std::string text = "ข่าวที่จะเสียหาย — this text is looked for in the file";
  open_lmdb_engine(folder.path(), true)->commit({.objects = {object_of(text)}});
  const int file = open((folder / "data.mdb").c_str(), O_RDWR);
  std::string bytes(std::filesystem::file_size(folder / "data.mdb"), '\0');
  REQUIRE(pread(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  const std::size_t at = bytes.find(text);
  REQUIRE(at != std::string::npos);
  REQUIRE(pwrite(file, "\x09", 1, static_cast<off_t>(at) - 2) == 1);  // its codec
  close(file);
  const auto engine = open_lmdb_engine(folder.path(), false);
  const auto thrown = store_error([&] { engine->snapshot()->object(Digest::of(text)); });
  CHECK(thrown.kind == Kind::corrupt);
  CHECK(thrown.says(Digest::of(text).hex()));
}

std::string long_text(int changed) {
  std::string text;
  for (int i = 0; i < 80; ++i)
    text += "ผู้โดยสาร " + std::to_string(i == changed ? -i : i * 104729) + " คนมาถึงก่อนรุ่งสาง ";
  return text;
}

TEST_CASE("objects said to be alike are kept as differences, in one batch and over several",
          "[engine]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  std::vector<std::string> texts;
  for (int i = 0; i < 6; ++i) texts.push_back(long_text(i));
  const auto after = [&](std::size_t i) {
    return NewObject{Digest::of(texts[i]), texts[i], Digest::of(texts[i - 1])};
  };
  // The first two in one batch, dependent one first; a chain over batches; one whose base is not
  // there.
  REQUIRE(engine->commit({.objects = {after(1), object_of(texts[0])}}) == CommitOutcome::ok);
  REQUIRE(engine->commit({.objects = {after(3), after(2)}}) == CommitOutcome::ok);
  REQUIRE(engine->commit({.objects = {after(5)}}) == CommitOutcome::ok);
  REQUIRE(engine->commit({.objects = {after(4)}}) == CommitOutcome::ok);
  // Alike in a circle: nobody can be first, so all stand alone.
  const std::string one = long_text(70), two = long_text(71);
  REQUIRE(engine->commit({.objects = {{Digest::of(one), one, Digest::of(two)},
                                      {Digest::of(two), two, Digest::of(one)}}}) ==
          CommitOutcome::ok);
  const auto snapshot = engine->snapshot();
  for (const std::string& text : texts) CHECK(snapshot->object(Digest::of(text)) == text);
  CHECK(snapshot->object(Digest::of(one)) == one);
  CHECK(snapshot->object(Digest::of(two)) == two);
  std::map<Digest, std::uint64_t> stored;
  snapshot->scan_objects([&](const Digest& digest, std::uint64_t bytes) {
    stored[digest] = bytes;
    return true;
  });
  const std::uint64_t whole = stored[Digest::of(texts[0])];
  for (const std::size_t i : {1U, 2U, 3U, 4U}) {
    CAPTURE(i);
    CHECK(stored[Digest::of(texts[i])] < whole / 3);
  }
  CHECK(stored[Digest::of(texts[5])] > whole / 2);
  CHECK(stored[Digest::of(one)] > whole / 2);
}

}  // namespace
}  // namespace hexapla
