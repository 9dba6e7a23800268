#include "store/archive/overlay.h"

#include <map>
#include <random>

#include "store/engine/lmdb_engine.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

using namespace hexapla;

TEST_CASE("an overlay reads as a map with the same writes would", "[archive]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  std::random_device device;
  const auto seed = device();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto any_key = [&] { return std::to_string(random() % 40); };

  std::map<std::string, std::string> twin;
  Batch batch;
  for (int i = 0; i < 20; ++i) {
    const std::string key = any_key();
    twin[key] = "below";
  }
  for (const auto& [key, value] : twin) batch.put.push_back({Table::views, key, value});
  REQUIRE(engine->commit(batch) == CommitOutcome::ok);

  const auto snapshot = engine->snapshot();
  Overlay lower(*snapshot);
  for (int round = 0; round < 200; ++round) {
    Overlay upper(lower);
    auto upper_twin = twin;
    for (int i = 0; i < 5; ++i) {
      const std::string key = any_key();
      if (random() % 3 == 0) {
        upper.del(Table::views, key);
        upper_twin.erase(key);
      } else {
        upper.put(Table::views, key, std::to_string(round));
        upper_twin[key] = std::to_string(round);
      }
    }
    const std::string from = any_key();
    std::vector<std::pair<std::string, std::string>> seen, wanted;
    upper.scan(Table::views, from, [&](std::string_view key, std::string_view value) {
      seen.emplace_back(key, value);
      return seen.size() < 15;
    });
    for (auto it = upper_twin.lower_bound(from); it != upper_twin.end() && wanted.size() < 15; ++it)
      wanted.push_back(*it);
    REQUIRE(seen == wanted);
    REQUIRE(upper.count(Table::views) == upper_twin.size());
    const std::string key = any_key();
    REQUIRE(upper.get(Table::views, key).has_value() == upper_twin.contains(key));
    if (random() % 2 == 0) {
      upper.merge_into(lower);
      twin = upper_twin;
    }
  }
}
