#include "store/engine/row_seal.h"

#include "store/engine/lmdb.h"
#include "store/engine/lmdb_engine.h"
#include "tests/catch.h"
#include "tests/store/engine/thrown.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using engine_test::store_error;
using test::TemporaryFolder;

std::string sealed(Table table, std::string_view key, std::string_view value) {
  std::string bytes;
  seal_row(table, key, value, bytes);
  return bytes;
}

TEST_CASE("a sealed row gives its value back, and under no other key or table", "[engine]") {
  const std::string value = "عادت العبّارة إلى الخدمة";
  const std::string bytes = sealed(Table::views, "ข่าว", value);
  CHECK(bytes.size() == value.size() + kSealBytes);
  CHECK(unseal_row(Table::views, "ข่าว", bytes) == value);
  CHECK(unchecked_value(bytes) == value);
  CHECK_FALSE(unseal_row(Table::views, "新闻", bytes));
  CHECK_FALSE(unseal_row(Table::articles, "ข่าว", bytes));
  CHECK_FALSE(unseal_row(Table::views, "ข่าว", bytes + "x"));
  CHECK_FALSE(unseal_row(Table::views, "ข่าว", ""));
  CHECK_FALSE(unseal_row(Table::views, "ข่าว", bytes.substr(0, kSealBytes)));
  CHECK(unchecked_value("").empty());
}

TEST_CASE("any one bit that changes in a sealed row is found", "[engine]") {
  for (const std::string& value : {std::string("1"), std::string(300, 'x')}) {
    const std::string bytes = sealed(Table::articles, "key", value);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      std::string changed = bytes;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
      CAPTURE(bit);
      CHECK_FALSE(unseal_row(Table::articles, "key", changed));
    }
  }
}

// XXH3-64 of the three parts, seeded as the format says, is d284498250815448: the format may not
// change unnoticed.
TEST_CASE("the seal is the one that the format describes", "[engine]") {
  const std::string bytes = sealed(Table::meta, "format", "1");
  CHECK(bytes == "1\x48\x54\x81\x50");
}

TEST_CASE("a row that was changed past the store is refused by name, and given to who compares",
          "[engine]") {
  const TemporaryFolder folder;
  {
    const auto engine = open_lmdb_engine(folder.path(), true);
    REQUIRE(engine->commit({.put = {{Table::articles, "good", "1"},
                                    {Table::articles, "k\xff", "2"}}}) == CommitOutcome::ok);
  }
  {
    std::vector<std::string> tables;
    for (std::size_t i = 0; i < kTableCount; ++i) tables.emplace_back(name(static_cast<Table>(i)));
    const auto env = lmdb::Env::open(folder.path(), {.tables = tables});
    env->write([](lmdb::WriteTxn& txn) {
      const auto articles = static_cast<lmdb::TableId>(Table::articles);
      std::string value(txn.get(articles, "k\xff").value());
      value[0] = '3';
      txn.put(articles, "k\xff", value);
    });
  }
  const auto engine = open_lmdb_engine(folder.path(), false);
  const auto snapshot = engine->snapshot();
  CHECK(snapshot->get(Table::articles, "good") == "1");
  const auto thrown = store_error([&] { snapshot->get(Table::articles, "k\xff"); });
  CHECK(thrown.kind == StoreError::Kind::corrupt);
  CHECK(thrown.says("table articles"));
  CHECK(thrown.says("k\\xff"));
  CHECK(store_error([&] {
          snapshot->scan(Table::articles, "",
                         [](std::string_view, std::string_view) { return true; });
        }).kind == StoreError::Kind::corrupt);
  CHECK(engine->snapshot(DamagedRows::given)->get(Table::articles, "k\xff") == "3");
  std::vector<std::string> damaged;
  engine->scan_damaged([&](Table table, std::string_view key) {
    damaged.push_back(std::string(name(table)) + " " + readable_key(key));
  });
  CHECK(damaged == std::vector<std::string>{"articles k\\xff"});
  // A condition on it does not hold, rather than being taken for a conflict.
  CHECK(store_error([&] {
          engine->commit(
              {.require = {{Table::articles, "k\xff", "2"}}, .put = {{Table::articles, "b", "1"}}});
        }).kind == StoreError::Kind::corrupt);
}

}  // namespace
}  // namespace hexapla
