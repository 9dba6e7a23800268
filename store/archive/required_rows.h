#pragma once

#include <string>

#include "store/archive/records.h"
#include "store/engine/engine.h"
#include "store/model/error.h"

namespace hexapla {

// What deriving relies on: where it is not there, events contradict those before them.

[[noreturn]] inline void contradict(const std::string& problem) {
  throw StoreError(StoreError::Kind::corrupt, "the log contradicts itself: " + problem);
}

template <typename Row>
Row require(const Snapshot& rows, Table table, const std::string& key) {
  const auto bytes = rows.get(table, key);
  if (!bytes) contradict("a row of " + std::string(name(table)) + " is missing");
  return decode_row<Row>(*bytes);
}

}  // namespace hexapla
