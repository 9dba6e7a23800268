#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "store/engine/lmdb_engine.h"
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

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Every row and object, in order.
std::vector<std::string> contents(const std::filesystem::path& folder) {
  const auto engine = open_lmdb_engine(folder, false, {.read_only = true});
  const auto snapshot = engine->snapshot();
  std::vector<std::string> all;
  for (std::size_t i = 0; i < kTableCount; ++i) {
    snapshot->scan(static_cast<Table>(i), {}, [&](std::string_view key, std::string_view value) {
      all.push_back(std::string(name(static_cast<Table>(i))) + '\n' + std::string(key) + '\n' +
                    std::string(value));
      return true;
    });
  }
  snapshot->scan_objects([&](const Digest& digest, std::uint64_t) {
    all.push_back(digest.hex() + '\n' + *snapshot->object(digest));
    return true;
  });
  return all;
}

const std::string kSecret = "ชื่อของพยาน: ";

// Rows of all sizes, half of which were removed again, and objects likewise.
void fill(const std::filesystem::path& folder) {
  const auto engine = open_lmdb_engine(folder, true);
  Batch added{.put = {{Table::events, "0", "{}"}}}, removed;
  for (int i = 0; i < 400; ++i) {
    const std::string key = "key " + std::to_string(i);
    const std::string text(static_cast<std::size_t>(i * i % 9000), 'x');
    const bool is_going = i % 2 == 1;
    added.put.push_back({Table::views, key, (is_going ? kSecret : "มหาชน: ") + key + text});
    const std::string object = (is_going ? kSecret : "มหาชน: ") + key + text;
    added.objects.push_back({Digest::of(object), object});
    if (!is_going) continue;
    removed.del.push_back({Table::views, key});
    removed.removed_objects.push_back(Digest::of(object));
  }
  REQUIRE(engine->commit(added) == CommitOutcome::ok);
  REQUIRE(engine->commit(removed) == CommitOutcome::ok);
}

TEST_CASE("written anew, the file holds the same rows, and no byte of those that are gone",
          "[engine][compaction]") {
  const TemporaryFolder folder;
  fill(folder.path());
  const auto before = contents(folder.path());
  REQUIRE(bytes_of(folder / "data.mdb").find(kSecret) != std::string::npos);
  const auto mode = std::filesystem::status(folder / "data.mdb").permissions();

  const Compaction done = compact_lmdb(folder.path());
  CHECK(done.bytes_after < done.bytes_before);
  CHECK(done.free_bytes_before > 0);
  CHECK(done.bytes_after == std::filesystem::file_size(folder / "data.mdb"));
  CHECK(bytes_of(folder / "data.mdb").find(kSecret) == std::string::npos);
  CHECK(contents(folder.path()) == before);
  CHECK(std::filesystem::status(folder / "data.mdb").permissions() == mode);
  CHECK_FALSE(std::filesystem::exists(folder / "data.mdb.new"));

  // It goes on from there, and what was left by a compaction that was cut off is no hindrance.
  std::ofstream(folder / "data.mdb.new") << "half";
  const auto engine = open_lmdb_engine(folder.path(), false);
  CHECK(engine->commit({.put = {{Table::meta, "more", "๑"}}}) == CommitOutcome::ok);
  CHECK(store_error([&] { compact_lmdb(folder.path()); }).kind == Kind::busy);
}

TEST_CASE("a file that another process has open is not written anew", "[engine][compaction]") {
  const TemporaryFolder folder;
  fill(folder.path());
  for (const bool read_only : {false, true}) {
    CAPTURE(read_only);
    Flag opened, end;
    Child child([&]() -> std::string {
      const auto engine = open_lmdb_engine(folder.path(), false, {.read_only = read_only});
      const auto snapshot = engine->snapshot();
      opened.raise();
      end.wait();
      return snapshot->get(Table::views, "key 2") ? "" : "the row is gone";
    });
    opened.wait();
    const std::string before = bytes_of(folder / "data.mdb");
    const auto error = store_error([&] { compact_lmdb(folder.path(), {.lock_wait_ms = 200}); });
    CHECK(error.kind == Kind::busy);
    CHECK(error.says(std::to_string(child.pid())));
    CHECK(bytes_of(folder / "data.mdb") == before);
    end.raise();
    CHECK(child.report().empty());
  }
  CHECK_NOTHROW(compact_lmdb(folder.path()));
}

TEST_CASE("processes that open, write and compact at once lose nothing", "[engine][compaction]") {
  const TemporaryFolder folder;
  fill(folder.path());
  constexpr int kWriters = 3, kWrites = 20;
  {
    std::vector<std::unique_ptr<Child>> children;
    for (int writer = 0; writer < kWriters; ++writer) {
      children.push_back(std::make_unique<Child>([&, writer]() -> std::string {
        for (int i = 0; i < kWrites; ++i) {
          const auto engine = open_lmdb_engine(folder.path(), false);
          const std::string key = std::to_string(writer) + "." + std::to_string(i);
          if (engine->commit({.put = {{Table::meta, key, "١"}}}) != CommitOutcome::ok)
            return "refused";
        }
        return "";
      }));
    }
    children.push_back(std::make_unique<Child>([&]() -> std::string {
      for (int i = 0; i < 2 * kWrites; ++i) {
        try {
          compact_lmdb(folder.path());
        } catch (const StoreError& error) {
          if (error.kind() != Kind::busy) return error.what();
        }
      }
      return "";
    }));
    for (const auto& child : children) CHECK(child->report().empty());
  }
  const auto engine = open_lmdb_engine(folder.path(), false);
  CHECK(engine->snapshot()->count(Table::meta) == kWriters * kWrites);
}

TEST_CASE("there must be a file to write anew", "[engine][compaction]") {
  const TemporaryFolder folder;
  CHECK(store_error([&] { compact_lmdb(folder.path()); }).kind == Kind::missing);
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace hexapla
