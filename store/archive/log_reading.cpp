#include "store/archive/log_reading.h"

#include <stdexcept>

#include "store/archive/keys.h"
#include "store/archive/log_head.h"
#include "store/archive/log_tree.h"
#include "store/archive/lookup.h"
#include "store/model/error.h"
#include "store/model/event.h"

namespace hexapla {

LogReading::LogReading(const Snapshot& rows) : rows_(rows) {
  const auto bytes = rows.get(Table::events, event_key(0));
  if (!bytes)
    throw StoreError(StoreError::Kind::corrupt, "event 0, which names the log, is missing");
  try {
    const Event first = event_from_canonical_json(*bytes);
    const auto* created = std::get_if<ArchiveCreated>(&first.what);
    if (created == nullptr) throw InputError({.field = "/event"}, "does not create an archive");
    origin_ = created->origin;
    if (created->key.empty()) return;
    key_ = NoteVerifier::parse(created->key);
    if (!key_ || key_->name() != origin_)
      throw InputError({.field = "/key"}, "is no key of this log");
  } catch (const InputError& error) {
    throw StoreError(StoreError::Kind::corrupt,
                     std::string("event 0 cannot be read: ") + error.what());
  }
}

std::uint64_t LogReading::size() const { return count_events(rows_); }

std::string LogReading::follows() const {
  const auto followed = rows_.get(Table::log_head, kHeadFollows);
  return followed ? std::string(*followed) : std::string();
}

std::string LogReading::checkpoint() const {
  const auto stored = rows_.get(Table::log_head, kHeadCheckpoint);
  return stored ? std::string(*stored) : std::string();
}

void LogReading::require(std::uint64_t size) const {
  if (size > this->size()) throw std::invalid_argument("the log is not that long");
}

Digest LogReading::root(std::uint64_t size) const {
  require(size);
  return tree_hash(size, stored_subtrees(rows_));
}

std::vector<Digest> LogReading::inclusion(std::uint64_t index, std::uint64_t size) const {
  require(size);
  return inclusion_proof(index, size, stored_subtrees(rows_));
}

std::vector<Digest> LogReading::consistency(std::uint64_t old_size, std::uint64_t size) const {
  require(size);
  return consistency_proof(old_size, size, stored_subtrees(rows_));
}

TreeBuilder LogReading::builder() const {
  return TreeBuilder::resume(size(), stored_subtrees(rows_));
}

std::optional<std::string> LogReading::tile(const TileName& name) const {
  if (name.level) return stored_tile(rows_, *name.level, name.index, name.width);
  std::vector<std::string> entries;
  std::uint64_t next = name.index * kTileWidth;
  const std::uint64_t end = next + name.width;
  rows_.scan(Table::events, event_key(next), [&](std::string_view key, std::string_view value) {
    if (next == end || key != event_key(next)) return false;
    entries.emplace_back(value);
    return ++next < end;
  });
  if (next != end) return std::nullopt;
  return encode_bundle(entries);
}

}  // namespace hexapla
