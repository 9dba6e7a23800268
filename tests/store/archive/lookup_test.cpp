#include "store/archive/lookup.h"

#include "store/archive/overlay.h"
#include "store/engine/lmdb_engine.h"
#include "store/model/error.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

TEST_CASE("events are counted where they end, and a gap before the end is refused", "[archive]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  CHECK(count_events(rows) == 0);
  rows.put(Table::events, event_key(0), "{}");
  rows.put(Table::events, event_key(1), "{}");
  CHECK(count_events(rows) == 2);
  // Three rows of which the last has number 3: as many as a count that is wrong would say.
  rows.put(Table::events, event_key(3), "{}");
  CHECK_THROWS_AS(count_events(rows), StoreError);
  rows.del(Table::events, event_key(1));
  CHECK_THROWS_AS(count_events(rows), StoreError);
}

}  // namespace
}  // namespace hexapla
