#include "store/engine/lmdb_engine.h"

#include <string>

#include "store/engine/big_endian.h"
#include "store/model/error.h"
#include "tests/catch.h"
#include "tests/store/engine/folder.h"

namespace hexapla {
namespace {

using engine_test::Folder;

NewObject object_of(const std::string& bytes) { return {Digest::of(bytes), bytes}; }

std::optional<std::string> value_of(const Engine& engine, Table table, std::string_view key) {
  const auto snapshot = engine.snapshot();
  const auto value = snapshot->get(table, key);
  if (!value) return std::nullopt;
  return std::string(*value);
}

template <class Body>
StoreError::Kind kind_thrown(Body&& body, std::string* message = nullptr) {
  try {
    body();
  } catch (const StoreError& error) {
    if (message) *message = error.what();
    return error.kind();
  }
  FAIL("no StoreError was thrown");
  return {};
}

TEST_CASE("a commit keeps objects, puts and deletions, also when the store is opened again",
          "[engine]") {
  const Folder folder;
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

TEST_CASE("a commit whose requirement does not hold keeps nothing", "[engine]") {
  const Folder folder;
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

TEST_CASE("opening tells a missing archive from another program's and from a cut off one",
          "[engine]") {
  const Folder folder;
  std::string message;
  CHECK(kind_thrown([&] { open_lmdb_engine(folder / "none", false); }, &message) ==
        StoreError::Kind::missing);
  CHECK(message.find((folder / "none").string()) != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(folder / "none"));
}

}  // namespace
}  // namespace hexapla
