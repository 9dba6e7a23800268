#include <array>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb_engine.h"
#include "store/engine/lmdb_file.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using test::TemporaryFolder;

// What the engine should hold, kept in the simplest way.
struct Model {
  std::array<std::map<std::string, std::string>, kTableCount> tables;
  std::map<Digest, std::string> objects;

  std::map<std::string, std::string>& operator[](Table table) {
    return tables[static_cast<std::size_t>(table)];
  }
};

std::string pick_text(std::mt19937& random, std::size_t most) {
  static constexpr std::array<std::string_view, 6> kWords = {"خبر ",  "ข่าว",    "新闻",
                                                             "خبری ", "חדשות ", "новина "};
  std::string text;
  const std::size_t length = random() % most;
  const bool monotonous = random() % 2 == 0;
  while (text.size() < length) {
    text += monotonous ? kWords[length % 6] : kWords[random() % 6];
    if (!monotonous) text += std::to_string(random());
  }
  return text;
}

Batch pick_batch(std::mt19937& random, Model& model) {
  Batch batch;
  for (std::size_t i = random() % 4; i > 0; --i) {
    const std::string bytes = random() % 5 == 0 ? "always the same" : pick_text(random, 20'000);
    batch.objects.push_back({Digest::of(bytes), bytes});
  }
  for (std::size_t i = random() % 20; i > 0; --i) {
    const auto table = static_cast<Table>(random() % kTableCount);
    const std::string key = table == Table::events ? big_endian(model[table].size() + random() % 3)
                                                   : "k" + std::to_string(random() % 200);
    batch.put.push_back({table, key, "v" + pick_text(random, random() % 10 == 0 ? 9000 : 300)});
  }
  for (std::size_t i = random() % 8; i > 0; --i) {
    batch.del.push_back(
        {static_cast<Table>(random() % kTableCount), "k" + std::to_string(random() % 200)});
  }
  for (std::size_t i = random() % 3; i > 0; --i) {
    const auto table = static_cast<Table>(random() % kTableCount);
    const std::string key = "k" + std::to_string(random() % 200);
    const auto held = model[table].find(key);
    batch.require.push_back(
        {table, key, held == model[table].end() ? std::optional<std::string>() : held->second});
    if (random() % 6 == 0) batch.require.back().value = "something else";
  }
  return batch;
}

bool apply(const Batch& batch, Model& model) {
  for (const Requirement& requirement : batch.require) {
    const auto held = model[requirement.table].find(requirement.key);
    const bool there = held != model[requirement.table].end();
    if (there != requirement.value.has_value() || (there && held->second != *requirement.value))
      return false;
  }
  for (const NewObject& object : batch.objects) model.objects.emplace(object.digest, object.bytes);
  for (const Put& put : batch.put) model[put.table][put.key] = put.value;
  for (const Deletion& deletion : batch.del) model[deletion.table].erase(deletion.key);
  return true;
}

bool same(const Snapshot& snapshot, const Model& model) {
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const auto table = static_cast<Table>(i);
    auto expected = model.tables[i].begin();
    bool equal = snapshot.count(table) == model.tables[i].size();
    snapshot.scan(table, "", [&](std::string_view key, std::string_view value) {
      equal = equal && expected != model.tables[i].end() && key == expected->first &&
              value == expected->second;
      if (equal) ++expected;
      return equal;
    });
    if (!equal || expected != model.tables[i].end()) return false;
  }
  std::size_t objects = 0;
  bool known = true;
  snapshot.scan_objects([&](const Digest& digest, std::uint64_t) {
    ++objects;
    return known = model.objects.contains(digest);
  });
  if (!known || objects != model.objects.size()) return false;
  for (const auto& [digest, bytes] : model.objects) {
    if (snapshot.object(digest) != bytes) return false;
  }
  return true;
}

TEST_CASE("random batches leave what the same batches leave in plain maps", "[engine][model]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const TemporaryFolder folder;
  // A tiny map, so that it grows again and again.
  const LmdbOptions options{.map_bytes = 1 << 16, .lock_wait_ms = 20'000};
  auto engine = open_lmdb_engine(folder.path(), true, options);
  Model model;
  for (int round = 0; round < 250; ++round) {
    CAPTURE(round);
    const Batch batch = pick_batch(random, model);
    const bool kept = apply(batch, model);
    REQUIRE(engine->commit(batch) == (kept ? CommitOutcome::ok : CommitOutcome::conflict));
    if (round % 10 == 0) REQUIRE(same(*engine->snapshot(), model));
    if (round % 50 == 20) {
      const auto before = engine->snapshot();
      const Model old = model;
      for (int i = 0; i < 5; ++i) {
        const Batch small{.put = {{Table::views, "k" + std::to_string(i), "changed"}}};
        apply(small, model);
        REQUIRE(engine->commit(small) == CommitOutcome::ok);
      }
      REQUIRE(same(*before, old));
      REQUIRE(same(*engine->snapshot(), model));
    }
    if (round % 50 == 30) {
      for (std::size_t i = 0; i < kTableCount; ++i) {
        if (is_derived(static_cast<Table>(i))) model.tables[i].clear();
      }
      engine->rebuild_derived([&](RebuildWriter& writer) {
        for (int i = 0; i < 100; ++i) writer.put(Table::views, "k" + std::to_string(i), "rebuilt");
      });
      for (int i = 0; i < 100; ++i) model[Table::views]["k" + std::to_string(i)] = "rebuilt";
    }
    if (round % 25 == 24) {
      engine.reset();
      lmdb::check_every_page(folder / "data.mdb");
      engine = open_lmdb_engine(folder.path(), false, options);
      REQUIRE(same(*engine->snapshot(), model));
    }
  }
}

}  // namespace
}  // namespace hexapla
