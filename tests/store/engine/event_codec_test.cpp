#include "store/engine/event_codec.h"

#include <map>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb_engine.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

std::string entry(std::uint64_t number) {
  return R"({"actor":"بائعة الكتب","digest":")" + Digest::of(std::to_string(number)).hex() +
         R"(","event":"revision-added","revision":"ferry/ar@)" + std::to_string(number) +
         R"(","statements":[{"basis":"declared","by":"بائعة الكتب","property":"kind"}]})";
}

TEST_CASE("entries of the log come back as they were, each from two at most", "[engine][events]") {
  std::map<std::string, std::string, std::less<>> stored;
  int found = 0;
  const auto find = [&](std::string_view key) -> std::optional<std::string_view> {
    ++found;
    const auto at = stored.find(key);
    if (at == stored.end()) return std::nullopt;
    return at->second;
  };
  EventCodec writer(find);
  std::size_t bytes = 0, kept = 0;
  for (std::uint64_t number = 0; number < 100; ++number) {
    const std::string payload = writer.encode(big_endian(number), entry(number));
    bytes += entry(number).size();
    kept += payload.size();
    stored.emplace(big_endian(number), payload);
  }
  CHECK(kept < bytes / 2);
  for (std::uint64_t number = 100; number-- > 0;) {
    found = 0;
    CHECK(EventCodec(find).decode(big_endian(number), stored.at(big_endian(number))) ==
          entry(number));
    CHECK(found <= 1);
  }
  // Without the one that they are differences to they are nothing, and under another key neither.
  const std::string difference = stored.at(big_endian(20));
  CHECK_FALSE(EventCodec(find).decode(big_endian(21), difference));
  CHECK_FALSE(EventCodec(find).decode("เรือ", difference));
  stored.erase(big_endian(16));
  CHECK_FALSE(EventCodec(find).decode(big_endian(20), difference));
  CHECK(EventCodec(find).encode(big_endian(20), "x") == EventCodec(find).encode("เรือ", "x"));
}

TEST_CASE("an entry that others are differences to can be written anew, or go",
          "[engine][events]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  Batch all;
  for (std::uint64_t number = 0; number < 40; ++number)
    all.put.push_back({Table::events, big_endian(number), entry(number)});
  REQUIRE(engine->commit(all) == CommitOutcome::ok);
  REQUIRE(engine->commit({.put = {{Table::events, big_endian(16), "خبر"}},
                          .del = {{Table::events, big_endian(32)}}}) == CommitOutcome::ok);
  const auto snapshot = engine->snapshot();
  CHECK(snapshot->count(Table::events) == 39);
  CHECK(snapshot->get(Table::events, big_endian(16)) == "خبر");
  for (const std::uint64_t number : {15U, 17U, 31U, 33U, 39U})
    CHECK(snapshot->get(Table::events, big_endian(number)) == entry(number));
  CHECK_FALSE(snapshot->get(Table::events, big_endian(32)));
}

}  // namespace
}  // namespace hexapla
