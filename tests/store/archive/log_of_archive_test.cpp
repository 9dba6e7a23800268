#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "store/archive/acknowledged.h"
#include "store/archive/archive.h"
#include "store/archive/entry_proof.h"
#include "store/archive/keys.h"
#include "store/archive/log_head.h"
#include "store/archive/log_tree.h"
#include "store/engine/lmdb_engine.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

using namespace hexapla;
using namespace hexapla::test;

namespace {

std::unique_ptr<Archive> open(const TemporaryFolder& folder) {
  return Archive::open(folder.path(), {});
}

// An archive with a few events of every kind.
std::unique_ptr<Archive> filled(const TemporaryFolder& folder, const NewLog& log = {}) {
  Archive::create(folder.path(), "archivist", log);
  auto archive = open(folder);
  archive->add(arabic_original());
  archive->add(thai_machine());
  const std::uint64_t stated =
      archive->state(*RevisionAddress::parse("ferry/th@1"),
                     {declared(Property::translator, "สมชาย")}, "archivist");
  archive->retract(stated, 0, "ไม่ใช่", "archivist");
  return archive;
}

// The checkpoint as it is stored, with its signature checked.
CheckpointNote stored(const Archive& archive) {
  const Reading reading = archive.read();
  const auto note = CheckpointNote::parse(reading.log().checkpoint());
  REQUIRE(note);
  return *note;
}

bool is_signed(const Archive& archive) {
  const Reading reading = archive.read();
  const auto key = reading.log().key();
  return key && stored(archive).is_signed_by(*key);
}

std::string problems_of(const Archive& archive, const Checkpoint* against = nullptr) {
  std::string text;
  for (const Archive::Problem& problem : archive.verify({}, against))
    text += problem.where + ": " + problem.what + "\n";
  return text;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Writes to the store behind the archive's back.
void put(const TemporaryFolder& folder, Table table, std::string key, std::string value) {
  const auto engine = open_lmdb_engine(folder.path(), false);
  REQUIRE(engine->commit({.put = {{table, std::move(key), std::move(value)}}}) ==
          CommitOutcome::ok);
}

}  // namespace

TEST_CASE("stored hashes give every root and every tile of logs of any length", "[archive][log]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  TreeBuilder tree;
  for (std::uint64_t number = 0; number < 66'000; ++number) {
    const Digest leaf = leaf_hash(std::to_string(number));
    append_leaf(rows, number, leaf);
    tree.append(leaf);
    const std::uint64_t size = number + 1;
    if (size <= 3 || size % 9973 == 0 || (size >= 254 && size <= 258) ||
        (size >= 65'535 && size <= 65'538)) {
      CAPTURE(size);
      CHECK(tree_hash(size, stored_subtrees(rows)) == tree.root());
      CHECK(TreeBuilder::resume(size, stored_subtrees(rows)).root() == tree.root());
    }
  }
  for (const TileName& tile : tiles_of(66'000)) {
    if (!tile.level) continue;
    const auto bytes = stored_tile(rows, *tile.level, tile.index, tile.width);
    REQUIRE(bytes);
    CHECK(bytes->size() == tile.width * Digest::kSize);
  }
  CHECK_FALSE(stored_tile(rows, 0, 257, 209));
  CHECK_FALSE(stored_tile(rows, 2, 0, 2));
}

TEST_CASE("an archive's checkpoint is signed, and proofs lead to it", "[archive][log]") {
  const TemporaryFolder folder;
  const auto archive = filled(folder, {.origin = "archive.example/أرشيف"});
  CHECK(is_signed(*archive));
  const Checkpoint checkpoint = stored(*archive).checkpoint;
  CHECK(checkpoint.origin == "archive.example/أرشيف");
  CHECK(checkpoint.size == 5);
  const Reading reading = archive->read();
  for (std::uint64_t number = 0; number < 5; ++number) {
    const EntryProof proof = prove_entry(reading, number);
    const auto read_again = EntryProof::parse(proof.text());
    REQUIRE(read_again);
    CHECK(read_again->extra == reading.event_json(number));
    CHECK(proves_inclusion(read_again->hashes, leaf_hash(*read_again->extra), number, 5,
                           checkpoint.root));
    CHECK_FALSE(proves_inclusion(read_again->hashes, leaf_hash(*read_again->extra + " "), number, 5,
                                 checkpoint.root));
  }
  CHECK(problems_of(*archive).empty());
}

TEST_CASE("the key is a file that nobody else may read", "[archive][log]") {
  const TemporaryFolder folder;
  auto archive = filled(folder);
  const auto key_file = folder.path() / "log.key";
  struct stat status {};
  REQUIRE(::stat(key_file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);

  archive = open(folder);
  ::chmod(key_file.c_str(), 0644);
  CHECK_THROWS_AS(archive->add(with(arabic_original(), Property::author, "تامسين")), StoreError);
  ::chmod(key_file.c_str(), 0600);
  CHECK(archive->add(with(arabic_original(), Property::author, "تامسين")).event == 5);
}

TEST_CASE("without its key an archive goes on, unsigned, and is signed again when the key is back",
          "[archive][log]") {
  const TemporaryFolder folder;
  auto archive = filled(folder);
  std::filesystem::rename(folder.path() / "log.key", folder.path() / "elsewhere");
  archive = open(folder);
  archive->add(with(arabic_original(), Property::author, "تامسين"));
  CHECK_FALSE(is_signed(*archive));
  CHECK(stored(*archive).checkpoint.size == 6);
  CHECK(problems_of(*archive).empty());
  std::filesystem::rename(folder.path() / "elsewhere", folder.path() / "log.key");
  archive = open(folder);
  archive->add(with(thai_machine(), Property::author, "สมชาย"));
  CHECK(is_signed(*archive));

  const TemporaryFolder keyless;
  const auto unsigned_archive = filled(keyless, {.origin = "a.example", .has_key = false});
  CHECK_FALSE(std::filesystem::exists(keyless.path() / "log.key"));
  CHECK_FALSE(is_signed(*unsigned_archive));
  CHECK(problems_of(*unsigned_archive).empty());
}

TEST_CASE("a name that cannot stand in a checkpoint is refused, and nothing is made",
          "[archive][log]") {
  const TemporaryFolder folder;
  for (const char* origin : {"two words", "a+b", "line\nfeed"}) {
    CHECK_THROWS_AS(Archive::create(folder.path() / "archive", "archivist", {.origin = origin}),
                    InputError);
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "archive" / "data.mdb"));
}

TEST_CASE("a checkpoint that is not that of the entries is named", "[archive][log]") {
  const TemporaryFolder folder;
  std::string earlier;
  {
    Archive::create(folder.path(), "archivist");
    const auto archive = open(folder);
    archive->add(arabic_original());
    earlier = archive->read().log().checkpoint();
    archive->add(thai_machine());
  }
  std::string now = open(folder)->read().log().checkpoint();
  put(folder, Table::log_head, std::string(kHeadCheckpoint), earlier);
  CHECK(contains(problems_of(*open(folder)), "checkpoint: says"));

  const auto other_key = NoteSigner::generate(open(folder)->read().log().origin());
  put(folder, Table::log_head, std::string(kHeadCheckpoint),
      other_key.sign(Note::parse(now)->text));
  CHECK(contains(problems_of(*open(folder)), "checkpoint: is not signed by the key of the log"));

  now[now.size() / 2] = static_cast<char>(now[now.size() / 2] ^ 1);
  put(folder, Table::log_head, std::string(kHeadCheckpoint), now);
  CHECK(contains(problems_of(*open(folder)), "checkpoint: "));
}

TEST_CASE("an entry changed in a way that all else bears is named by the tree", "[archive][log]") {
  const TemporaryFolder folder;
  filled(folder);
  std::string entry = *open(folder)->read().event_json(3);
  Event event = event_from_canonical_json(entry);
  event.actor = "somebody else";
  put(folder, Table::events, event_key(3), to_canonical_json(event));
  const auto archive = open(folder);
  CHECK(contains(problems_of(*archive), "checkpoint: says"));
  archive->reindex({});  // which makes all that is derived fit again
  CHECK(contains(problems_of(*archive), "checkpoint: says"));
}

TEST_CASE("history is compared with any checkpoint of another time", "[archive][log]") {
  const TemporaryFolder folder;
  Archive::create(folder.path(), "archivist", {.origin = "a.example"});
  auto archive = open(folder);
  std::vector<Checkpoint> then{stored(*archive).checkpoint};
  archive->add(arabic_original());
  then.push_back(stored(*archive).checkpoint);
  archive->add(thai_machine());
  then.push_back(stored(*archive).checkpoint);
  for (const Checkpoint& checkpoint : then) CHECK(problems_of(*archive, &checkpoint).empty());

  Checkpoint other = then[1];
  other.root = leaf_hash("another history");
  CHECK(contains(problems_of(*archive, &other), "history was changed"));
  other = then[2];
  other.size = 9;
  CHECK(contains(problems_of(*archive, &other), "some were taken away"));
  other = then[2];
  other.origin = "b.example";
  CHECK(contains(problems_of(*archive, &other), "is of b.example"));
}

TEST_CASE("truncated and forged proofs are no proofs", "[log]") {
  const TemporaryFolder folder;
  const auto archive = filled(folder);
  const EntryProof proof = prove_entry(archive->read(), 2);
  const std::string text = proof.text();
  const Checkpoint checkpoint = stored(*archive).checkpoint;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto cut = EntryProof::parse(text.substr(0, size));
    if (!cut) continue;
    CAPTURE(size);
    const auto note = CheckpointNote::parse(cut->checkpoint);
    CHECK_FALSE((note && note->is_signed_by(*archive->read().log().key())));
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto forged = EntryProof::parse(changed);
    if (!forged || !forged->extra) continue;
    CAPTURE(i, changed);
    const auto note = CheckpointNote::parse(forged->checkpoint);
    CHECK_FALSE((note && note->is_signed_by(*archive->read().log().key()) &&
                 proves_inclusion(forged->hashes, leaf_hash(*forged->extra), forged->index,
                                  note->checkpoint.size, note->checkpoint.root)));
  }
}

TEST_CASE("a store that fell back to an older log is noticed, and not written on",
          "[archive][log]") {
  const TemporaryFolder folder;
  filled(folder);
  const auto data = folder / "data.mdb", note = folder / "acknowledged";
  CHECK(std::filesystem::file_size(note) == 2048);
  const auto add_hebrew = [](Archive& archive, const char* article) {
    return archive.add(text_in("he", {"מעבורת הלילה שבה לאגם"}, article));
  };

  SECTION("an older file is put in its place") {
    std::filesystem::copy_file(data, folder / "older.mdb");
    add_hebrew(*open(folder), "maaboret");
    std::filesystem::copy_file(folder / "older.mdb", data,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::remove(folder / "lock.mdb");
  }
  SECTION("the newer of its two headers is damaged") {
    add_hebrew(*open(folder), "maaboret");
    std::fstream file(data, std::ios::in | std::ios::out | std::ios::binary);
    std::uint64_t newest = 0;
    std::streamoff place = 0;
    for (const std::streamoff at : {144, 4096 + 144}) {  // each one's number of its commit
      std::uint64_t number = 0;
      file.seekg(at);
      file.read(reinterpret_cast<char*>(&number), sizeof number);
      if (number >= newest) place = at;
      newest = std::max(newest, number);
    }
    file.seekp(place);
    file.write("\0\0\0\0\0\0\0\0", 8);
  }
  const auto archive = open(folder);
  CHECK(archive->read().event_count() == 5);  // what is there can be read
  CHECK(contains(problems_of(*archive), "log: has 5 entries, and 6 were acknowledged"));
  try {
    add_hebrew(*archive, "other");
    FAIL("it was written on");
  } catch (const StoreError& error) {
    CHECK(error.kind() == StoreError::Kind::corrupt);
    CHECK(contains(error.what(), "6 were acknowledged"));
  }
  CHECK_THROWS_AS(archive->reindex({}), StoreError);
  CHECK(archive->read().event_count() == 5);
  // Nor does who reads go without a word.
  {
    const auto reader = Archive::open(folder.path(), {.read_only = true});
    CHECK(contains(lost_entries(*reader).value_or(""), "has 5 entries, and 6 were acknowledged"));
  }
  // Whoever knows what is lost may go on.
  std::filesystem::remove(note);
  CHECK_FALSE(lost_entries(*archive));
  CHECK(problems_of(*archive).empty());
  add_hebrew(*archive, "other");
  CHECK(problems_of(*archive).empty());
}

TEST_CASE("history that was changed behind what was acknowledged is noticed", "[archive][log]") {
  const TemporaryFolder folder, other;
  const auto take = [](const TemporaryFolder& from, const TemporaryFolder& to, const char* file) {
    std::filesystem::copy_file(from / file, to / file,
                               std::filesystem::copy_options::overwrite_existing);
  };
  filled(folder, {.origin = "archive.example/log"});
  filled(other, {.origin = "archive.example/log"});
  take(other, folder, "acknowledged");
  CHECK(contains(problems_of(*open(folder)), "history was changed"));
  CHECK(contains(lost_entries(*open(folder)).value_or(""), "history was changed"));
  CHECK_THROWS_AS(open(folder)->add(text_in("he", {"מעבורת"}, "maaboret")), StoreError);
  // One of another log, or damaged, is no evidence.
  const TemporaryFolder third;
  filled(third, {.origin = "elsewhere.example/log"});
  take(third, folder, "acknowledged");
  CHECK(contains(problems_of(*open(folder)), "elsewhere.example/log"));
  std::fstream(folder / "acknowledged", std::ios::in | std::ios::out) << "0123456789";
  CHECK(problems_of(*open(folder)).empty());
  open(folder)->add(text_in("he", {"מעבורת הלילה"}, "maaboret"));
  CHECK(problems_of(*open(folder)).empty());
}
