#include "store/engine/lmdb_file.h"

#include <unistd.h>

#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb.h"
#include "tests/catch.h"
#include "tests/store/engine/child.h"
#include "tests/store/engine/thrown.h"
#include "tests/temporary_folder.h"

namespace hexapla::lmdb {
namespace {

using engine_test::Child;
using engine_test::store_error;
using test::TemporaryFolder;
using Kind = StoreError::Kind;

constexpr TableId kFirst{0};
constexpr TableId kSecond{1};

Options options() {
  return {.create = false, .map_bytes = 1 << 20, .wait_ms = 3000, .tables = {"first", "second"}};
}

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A file with branches, overflow pages and free pages.
std::string some_file() {
  const TemporaryFolder folder;
  Options creating = options();
  creating.create = true;
  const auto env = Env::open(folder.path(), creating);
  for (int round = 0; round < 6; ++round) {
    env->write([&](WriteTxn& txn) {
      for (std::uint64_t i = 0; i < 120; ++i) {
        txn.put(kFirst, big_endian(i * 7919 % 120), std::string(40 + 60 * (i % 5), 'v'));
      }
      txn.put(kSecond, "large" + std::to_string(round), std::string(9000, 'x'));
      if (round % 2 == 1) txn.del(kSecond, "large" + std::to_string(round - 1));
    });
  }
  return read_bytes(folder / "data.mdb");
}

// Reads all there is; what it says is of no interest, only that it comes back.
std::string read_all(const std::filesystem::path& directory, bool write_too) {
  try {
    const auto env = Env::open(directory, options());
    {
      const ReadTxn txn = env->read();
      std::size_t sum = 0;
      for (TableId table : {kFirst, kSecond}) {
        txn.scan(table, "", [&](Bytes key, Bytes value) {
          for (char byte : key) sum += static_cast<unsigned char>(byte);
          for (char byte : value) sum += static_cast<unsigned char>(byte);
          sum += txn.get(table, key).has_value();
          return true;
        });
      }
      sum += txn.free_bytes();
    }
    if (write_too) {
      env->write([&](WriteTxn& txn) {
        txn.put(kSecond, "new", std::string(9000, 'n'));
        for (std::uint64_t i = 0; i < 50; ++i)
          txn.put(kFirst, big_endian(i), std::string(100, 'n'));
      });
    }
  } catch (const StoreError&) {
  }
  return {};
}

TEST_CASE("a folder without a data file, or with an empty one, holds no archive",
          "[engine][file]") {
  const TemporaryFolder folder;
  CHECK(store_error([&] { Env::open(folder.path(), options()); }).kind == Kind::missing);
  write_bytes(folder / "data.mdb", "");
  CHECK(store_error([&] { Env::open(folder.path(), options()); }).kind == Kind::missing);
  Options creating = options();
  creating.create = true;
  CHECK(Env::open(folder.path(), creating)->read().count(kFirst) == 0);
}

TEST_CASE("an archive whose making was never finished is missing, and can be made",
          "[engine][file]") {
  const TemporaryFolder folder;
  Options none = options();
  none.create = true;
  none.tables = {};
  Env::open(folder.path(), none);
  CHECK(store_error([&] { Env::open(folder.path(), options()); }).kind == Kind::missing);
  Options creating = options();
  creating.create = true;
  CHECK(Env::open(folder.path(), creating)->read().count(kFirst) == 0);
}

TEST_CASE("a data file that is something else is told by its path", "[engine][file]") {
  const TemporaryFolder folder;
  for (const std::string& bytes :
       {std::string(10'000, '\0'), std::string(10'000, 'x'),
        std::string("SQLite format 3\0", 16) + std::string(8000, '\1')}) {
    write_bytes(folder / "data.mdb", bytes);
    const auto thrown = store_error([&] { Env::open(folder.path(), options()); });
    CHECK(thrown.kind == Kind::wrong_format);
    CHECK(thrown.says((folder / "data.mdb").string()));
  }
}

TEST_CASE("another program's LMDB file is left alone", "[engine][file]") {
  const TemporaryFolder folder;
  Options others = options();
  others.create = true;
  others.tables = {"other"};
  Env::open(folder.path(), others);
  const std::string before = read_bytes(folder / "data.mdb");
  Options creating = options();
  creating.create = true;
  CHECK(store_error([&] { Env::open(folder.path(), options()); }).kind == Kind::wrong_format);
  CHECK(store_error([&] { Env::open(folder.path(), creating); }).kind == Kind::wrong_format);
  CHECK(read_bytes(folder / "data.mdb") == before);
}

TEST_CASE("an LMDB file of another version is told as such", "[engine][file]") {
  const TemporaryFolder folder;
  std::string bytes = some_file();
  bytes[20] = 2;
  write_bytes(folder / "data.mdb", bytes);
  const auto thrown = store_error([&] { Env::open(folder.path(), options()); });
  CHECK(thrown.kind == Kind::wrong_format);
  CHECK(thrown.says("version 2"));
}

TEST_CASE("a file cut off anywhere is refused, or whole in all that is in use", "[engine][file]") {
  const std::string bytes = some_file();
  const TemporaryFolder folder;
  write_bytes(folder / "data.mdb", bytes);
  CHECK_NOTHROW(check_every_page(folder / "data.mdb"));
  std::size_t refused = 0;
  std::size_t cuts = 0;
  for (std::size_t length = 1; length < bytes.size(); length += length % 4096 == 4095 ? 1 : 1365) {
    CAPTURE(length);
    ++cuts;
    write_bytes(folder / "data.mdb", std::string_view(bytes).substr(0, length));
    const auto thrown = store_error([&] { check_file(folder / "data.mdb"); });
    if (thrown.kind) {
      ++refused;
      CHECK(thrown.kind == Kind::corrupt);
      CHECK(thrown.says((folder / "data.mdb").string()));
    } else {
      CHECK(Child([&] { return read_all(folder.path(), false); }).report() == "");
    }
  }
  CHECK(refused > cuts / 2);
}

// The place of a number in the newer header page of LMDB's file (see lmdb_file.cpp).
std::uint64_t number_at(const std::string& bytes, std::size_t offset) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

TEST_CASE("a list of free pages that names a page in use is found", "[engine][file]") {
  std::string bytes = some_file();
  const std::size_t header = number_at(bytes, 144) > number_at(bytes, 4096 + 144) ? 0 : 4096;
  const std::uint64_t free_root = number_at(bytes, header + 80);
  const std::uint64_t main_root = number_at(bytes, header + 128);
  std::uint16_t node = 0;
  std::memcpy(&node, bytes.data() + free_root * 4096 + 16, sizeof node);
  const std::size_t list = free_root * 4096 + node + 8 + 8;  // its key is a transaction's number
  const std::uint64_t count = number_at(bytes, list);
  REQUIRE(count > 0);
  std::uint64_t changed = 0;
  for (std::uint64_t i = 1; i <= count && changed == 0; ++i) {
    const bool below = i == 1 || number_at(bytes, list + 8 * (i - 1)) > main_root;
    const bool above = i == count || number_at(bytes, list + 8 * (i + 1)) < main_root;
    if (below && above) std::memcpy(bytes.data() + list + 8 * (changed = i), &main_root, 8);
  }
  REQUIRE(changed > 0);
  const TemporaryFolder folder;
  write_bytes(folder / "data.mdb", bytes);
  const auto thrown = store_error([&] { check_every_page(folder / "data.mdb"); });
  CHECK(thrown.kind == Kind::corrupt);
  CHECK(thrown.says("page " + std::to_string(main_root) + " is referred to twice"));
}

TEST_CASE("a damaged file that passes the check of every page ends no process", "[engine][file]") {
  const std::string bytes = some_file();
  const TemporaryFolder folder;
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::size_t found = 0;
  constexpr int kRounds = 300;
  for (int round = 0; round < kRounds; ++round) {
    std::string damaged = bytes;
    // Headers of pages are a small part of the file: aim at them half of the time.
    std::size_t at = random() % damaged.size();
    if (round % 2 == 0) at = at / 4096 * 4096 + random() % 160;
    damaged[at] = static_cast<char>(random());
    write_bytes(folder / "data.mdb", damaged);
    if (store_error([&] { check_every_page(folder / "data.mdb"); }).kind) {
      ++found;
      continue;
    }
    if (round % 3 != 0) continue;  // a process and a commit each: enough of those
    CAPTURE(at);
    CHECK(Child([&] { return read_all(folder.path(), true); }).report() == "");
    std::filesystem::remove(folder / "lock.mdb");
  }
  CHECK(found > 0);  // else nothing was damaged that matters, and the test says nothing
}

}  // namespace
}  // namespace hexapla::lmdb
