#include "store/engine/lmdb.h"

#include <chrono>
#include <concepts>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "store/engine/big_endian.h"
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

// A view of a transaction that is gone by the end of the line must not compile.
template <class Txn>
concept GivesViews = requires(Txn&& txn) {
  std::forward<Txn>(txn).get(TableId{}, Bytes{});
}
|| requires(Txn&& txn) { std::forward<Txn>(txn).last(TableId{}); };
static_assert(GivesViews<ReadTxn&> && GivesViews<const ReadTxn&> && GivesViews<WriteTxn&>);
static_assert(!GivesViews<ReadTxn> && !GivesViews<const ReadTxn> && !GivesViews<WriteTxn>);
static_assert(std::derived_from<WriteTxn, ReadTxn>);
static_assert(!std::copyable<ReadTxn> && !std::movable<WriteTxn>);

constexpr TableId kFirst{0};
constexpr TableId kSecond{1};

Options options_for(std::uint64_t map_bytes = 1 << 20) {
  return {.create = true, .map_bytes = map_bytes, .wait_ms = 3000, .tables = {"first", "second"}};
}

std::shared_ptr<Env> open_in(const TemporaryFolder& folder, std::uint64_t map_bytes = 1 << 20) {
  return Env::open(folder.path(), options_for(map_bytes));
}

void put(Env& env, TableId table, Bytes key, Bytes value) {
  env.write([&](WriteTxn& txn) { txn.put(table, key, value); });
}

std::optional<std::string> value_of(const Env& env, TableId table, Bytes key) {
  const ReadTxn txn = env.read();
  const auto value = txn.get(table, key);
  if (!value) return std::nullopt;
  return std::string(*value);
}

std::vector<std::string> keys_from(const ReadTxn& txn, TableId table, Bytes from) {
  std::vector<std::string> keys;
  txn.scan(table, from, [&](Bytes key, Bytes) {
    keys.emplace_back(key);
    return true;
  });
  return keys;
}

TEST_CASE("big-endian numbers keep their order and refuse any other length", "[engine][lmdb]") {
  CHECK(big_endian(0x0102030405060708) == "\x01\x02\x03\x04\x05\x06\x07\x08");
  for (std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{255}, std::uint64_t{256}, ~std::uint64_t{0}}) {
    CHECK(read_big_endian(big_endian(number)) == number);
  }
  CHECK(big_endian(255) < big_endian(256));
  for (std::size_t length : {0U, 1U, 7U, 9U})
    CHECK_FALSE(read_big_endian(std::string(length, 'x')));
}

TEST_CASE("a scan visits keys in byte order from where it is asked to, until told to stop",
          "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  env->write([&](WriteTxn& txn) {
    for (const char* key : {"zh-Hant", "ar", "zh", "uk", "he"}) txn.put(kFirst, key, "x");
    txn.put(kSecond, "th", "x");
    CHECK(keys_from(txn, kFirst, "uk") == std::vector<std::string>{"uk", "zh", "zh-Hant"});
  });
  const ReadTxn txn = env->read();
  CHECK(keys_from(txn, kFirst, "") == std::vector<std::string>{"ar", "he", "uk", "zh", "zh-Hant"});
  CHECK(keys_from(txn, kFirst, "zh-A") == std::vector<std::string>{"zh-Hant"});
  CHECK(keys_from(txn, kFirst, "zz").empty());
  CHECK(txn.last(kFirst)->key == "zh-Hant");
  CHECK(txn.count(kFirst) == 5);
  CHECK(txn.count(kSecond) == 1);
  CHECK_FALSE(txn.get(kSecond, "zh"));
  CHECK_FALSE(txn.get(kFirst, ""));
  int visits = 0;
  txn.scan(kFirst, "", [&](Bytes, Bytes) { return ++visits < 2; });
  CHECK(visits == 2);
}

TEST_CASE("a reading stays as it was while others write, and can be handed to another thread",
          "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  put(*env, kFirst, "key", "before");
  ReadTxn txn = env->read();
  put(*env, kFirst, "key", "after");
  std::async(std::launch::async, [moved = std::move(txn)] {
    CHECK(moved.get(kFirst, "key") == "before");
  }).get();
  CHECK(value_of(*env, kFirst, "key") == "after");
}

TEST_CASE("what throws in the middle of a write leaves nothing behind", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  put(*env, kFirst, "kept", "1");
  CHECK_THROWS_AS(env->write([&](WriteTxn& txn) {
    txn.put(kFirst, "kept", "2");
    txn.clear(kSecond);
    txn.put(kSecond, "new", "2");
    throw std::runtime_error("enough");
  }),
                  std::runtime_error);
  CHECK(value_of(*env, kFirst, "kept") == "1");
  CHECK_FALSE(value_of(*env, kSecond, "new"));
  put(*env, kSecond, "next", "3");
  CHECK(value_of(*env, kSecond, "next") == "3");
}

TEST_CASE("a write within a write is refused, as it would wait for itself", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  CHECK_THROWS_AS(env->write([&](WriteTxn&) { put(*env, kFirst, "a", "b"); }), std::logic_error);
  put(*env, kFirst, "a", "c");
  CHECK(value_of(*env, kFirst, "a") == "c");
}

TEST_CASE("appended and inserted keys, cleared tables and deleted ends mix", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  env->write([&](WriteTxn& txn) {
    for (int i = 0; i < 2000; ++i)
      txn.put(kFirst, big_endian(static_cast<std::uint64_t>(i)), std::string(50, 'v'));
    txn.del(kFirst, big_endian(1999));
    txn.put(kFirst, big_endian(1999), "again");
    txn.put(kFirst, big_endian(7), "changed");
    txn.put(kFirst, big_endian(1999), "twice");
    txn.put(kSecond, "b", "1");
    txn.clear(kSecond);
    txn.put(kSecond, "a", "1");
    txn.put(kSecond, "b", "2");
  });
  const ReadTxn txn = env->read();
  CHECK(txn.count(kFirst) == 2000);
  CHECK(txn.get(kFirst, big_endian(7)) == "changed");
  CHECK(txn.get(kFirst, big_endian(1999)) == "twice");
  CHECK(keys_from(txn, kSecond, "") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("appended values fill their pages", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 64 << 20);
  constexpr std::size_t kCount = 5000;
  constexpr std::size_t kLength = 400;
  for (std::size_t part = 0; part < 5; ++part) {
    env->write([&](WriteTxn& txn) {
      for (std::size_t i = 0; i < kCount / 5; ++i) {
        txn.put(kFirst, big_endian(part * kCount + i), std::string(kLength, 'v'));
      }
    });
  }
  const Env::Size size = env->size();
  CHECK(size.file_bytes - size.free_bytes < kCount * kLength * 5 / 4);
}

TEST_CASE("the map grows when it is full, and the write is done once", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 16);
  const std::uint64_t before = env->map_bytes();
  int runs = 0;
  const std::size_t written = env->write([&](WriteTxn& txn) {
    ++runs;
    for (std::uint64_t i = 0; i < 200; ++i) txn.put(kFirst, big_endian(i), std::string(3000, 'x'));
    return txn.count(kFirst);
  });
  CHECK(written == 200);
  CHECK(runs > 1);
  CHECK(env->map_bytes() > before);
  CHECK(env->read().count(kFirst) == 200);
}

TEST_CASE("a body that swallows every exception cannot make half a write out of a full map",
          "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 16);
  env->write([&](WriteTxn& txn) {
    for (std::uint64_t i = 0; i < 100; ++i) {
      try {
        txn.put(kFirst, big_endian(i), std::string(3000, 'x'));
      } catch (...) {
      }
    }
  });
  CHECK(env->read().count(kFirst) == 100);
}

TEST_CASE("a map that is half full is doubled while nobody reads", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 20);
  const std::uint64_t before = env->map_bytes();
  put(*env, kFirst, "large", std::string(700'000, 'x'));
  CHECK(env->map_bytes() == 2 * before);
}

TEST_CASE(
    "a map that cannot grow because of one's own reading fails in time and goes on afterwards",
    "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 16);
  put(*env, kFirst, "a", "1");
  {
    const ReadTxn reading = env->read();
    const auto thrown = store_error([&] { put(*env, kFirst, "large", std::string(1 << 20, 'x')); });
    CHECK(thrown.kind == Kind::full);
    CHECK(thrown.says(folder.path().string()));
    CHECK(reading.get(kFirst, "a") == "1");
    put(*env, kFirst, "b", "2");  // what fits is still written
  }
  CHECK_FALSE(value_of(*env, kFirst, "large"));
  put(*env, kFirst, "large", std::string(1 << 20, 'x'));
  CHECK(value_of(*env, kFirst, "large")->size() == 1 << 20);
}

TEST_CASE("a map waits for readings that end, and readers that come meanwhile see what was written",
          "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 16);
  std::atomic<bool> stop = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) {
        const ReadTxn txn = env->read();
        std::uint64_t seen = 0;
        txn.scan(kFirst, "", [&](Bytes key, Bytes value) {
          if (read_big_endian(key) == seen && value.size() == 2000) ++seen;
          return true;
        });
        if (seen != txn.count(kFirst)) std::abort();
      }
    });
  }
  for (std::uint64_t i = 0; i < 300; ++i) put(*env, kFirst, big_endian(i), std::string(2000, 'x'));
  stop = true;
  readers.clear();
  CHECK(env->map_bytes() > 300 * 2000);
  CHECK(env->read().count(kFirst) == 300);
}

TEST_CASE("a file that another process made outgrow our map is read and written on",
          "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder, 1 << 16);
  put(*env, kFirst, "ours", "1");
  const auto grow_elsewhere = [&](const char* key, std::size_t bytes) {
    return Child([&, key, bytes] {
             const auto other = open_in(folder, 1 << 16);
             put(*other, kFirst, key, std::string(bytes, 'x'));
             return std::string();
           })
        .report();
  };
  REQUIRE(grow_elsewhere("theirs", 1 << 20) == "");
  CHECK(value_of(*env, kFirst, "theirs")->size() == 1 << 20);
  REQUIRE(grow_elsewhere("more", 8 << 20) == "");
  put(*env, kFirst, "ours too", "2");
  CHECK(value_of(*env, kFirst, "more")->size() == 8 << 20);
  CHECK(value_of(*env, kFirst, "ours too") == "2");

  ReadTxn old = env->read();
  REQUIRE(grow_elsewhere("even more", 64 << 20) == "");
  const auto thrown =
      store_error([&] { env->read(); });  // would pull the map away from under `old`
  CHECK(thrown.kind == Kind::full);
  CHECK(old.get(kFirst, "ours") == "1");
  { const ReadTxn ended = std::move(old); }
  CHECK(value_of(*env, kFirst, "even more")->size() == 64 << 20);
}

TEST_CASE("a process opens an environment once, however often it is asked", "[engine][lmdb]") {
  const TemporaryFolder folder;
  auto first = open_in(folder);
  const auto second = open_in(folder);
  CHECK(first == second);
  first.reset();
  put(*second, kFirst, "a", "1");
  Options reading = options_for();
  reading.read_only = true;
  CHECK(Env::open(folder.path(), reading) == second);
}

TEST_CASE("an environment made anew in the place of a deleted one is another", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto path = folder / "archive";
  const auto first = Env::open(path, options_for());
  put(*first, kFirst, "a", "1");
  std::filesystem::remove_all(path);
  const auto second = Env::open(path, options_for());
  CHECK(first != second);
  CHECK_FALSE(value_of(*second, kFirst, "a"));
  CHECK(value_of(*first, kFirst, "a") == "1");
}

TEST_CASE("a transaction keeps its environment open", "[engine][lmdb]") {
  const TemporaryFolder folder;
  auto env = open_in(folder);
  put(*env, kFirst, "a", "1");
  const ReadTxn txn = env->read();
  env.reset();
  CHECK(txn.get(kFirst, "a") == "1");
}

TEST_CASE("many readers at once are served, and too many are told so", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  std::vector<ReadTxn> readers;
  const auto thrown = store_error([&] {
    for (int i = 0; i < 2000; ++i) readers.push_back(env->read());
  });
  CHECK(thrown.kind == Kind::busy);
  CHECK(readers.size() == 1024);
  readers.clear();
  CHECK(env->read().count(kFirst) == 0);
}

TEST_CASE("readers that were killed give their slots back", "[engine][lmdb]") {
  const TemporaryFolder folder;
  const auto env = open_in(folder);
  Child child([&] {
    const auto other = open_in(folder);
    std::vector<ReadTxn> readers;
    for (int i = 0; i < 1024; ++i) readers.push_back(other->read());
    kill(getpid(), SIGKILL);
    return std::string();
  });
  CHECK(child.report() == "ended by signal 9");
  CHECK(env->read().count(kFirst) == 0);
}

}  // namespace
}  // namespace hexapla::lmdb
