#include "store/archive/overlay.h"

#include "store/model/packed_revision.h"

namespace hexapla {

namespace {
std::size_t index(Table table) { return static_cast<std::size_t>(table); }
}  // namespace

std::optional<std::string_view> Overlay::get(Table table, std::string_view key) const {
  const auto& changes = changes_[index(table)];
  if (const auto found = changes.find(key); found != changes.end()) return found->second;
  return below_.get(table, key);
}

void Overlay::scan(Table table, std::string_view from,
                   const std::function<bool(std::string_view, std::string_view)>& visit) const {
  const auto& changes = changes_[index(table)];
  auto change = changes.lower_bound(from);
  bool going = true;
  // Visits changes before `key` (all of them for no key); false when the visitor had enough.
  const auto visit_changes_before = [&](std::optional<std::string_view> key) {
    for (; change != changes.end() && (!key || change->first < *key); ++change) {
      if (change->second && !visit(change->first, *change->second)) return false;
    }
    return true;
  };
  below_.scan(table, from, [&](std::string_view key, std::string_view value) {
    going = visit_changes_before(key);
    if (!going) return false;
    if (change != changes.end() && change->first == key) {
      if (change->second) going = visit(key, *change->second);
      ++change;
    } else {
      going = visit(key, value);
    }
    return going;
  });
  if (going) visit_changes_before(std::nullopt);
}

std::optional<std::string> Overlay::object(const Digest& digest) const {
  if (const auto found = objects_.find(digest); found != objects_.end()) {
    return found->second ? std::optional(found->second->bytes) : std::nullopt;
  }
  return below_.object(digest);
}

std::optional<std::string_view> Overlay::packed_revision(const Digest& digest) const {
  const auto found = objects_.find(digest);
  if (found == objects_.end()) return below_.packed_revision(digest);
  auto packed = found->second ? pack_canonical_json(found->second->bytes) : std::nullopt;
  if (!packed) return std::nullopt;
  return packed_.try_emplace(digest, *std::move(packed)).first->second;
}

void Overlay::scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const {
  below_.scan_objects(visit);
}

std::uint64_t Overlay::count(Table table) const {
  std::uint64_t count = below_.count(table);
  for (const auto& [key, value] : changes_[index(table)]) {
    const bool was = below_.get(table, key).has_value();
    if (value && !was) ++count;
    if (!value && was) --count;
  }
  return count;
}

void Overlay::put(Table table, std::string_view key, std::string_view value) {
  changes_[index(table)].insert_or_assign(std::string(key), std::string(value));
}

void Overlay::del(Table table, std::string_view key) {
  changes_[index(table)].insert_or_assign(std::string(key), std::nullopt);
}

void Overlay::put_object(const Digest& digest, std::string bytes, std::optional<Digest> similar) {
  objects_.insert_or_assign(digest, NewObject{digest, std::move(bytes), similar});
}

void Overlay::remove_object(const Digest& digest) {
  objects_.insert_or_assign(digest, std::nullopt);
}

void Overlay::merge_into(Overlay& other) {
  for (std::size_t table = 0; table < kTableCount; ++table) {
    for (auto& [key, value] : changes_[table])
      other.changes_[table].insert_or_assign(key, std::move(value));
    changes_[table].clear();
  }
  for (auto& [digest, object] : objects_)
    other.objects_.insert_or_assign(digest, std::move(object));
  objects_.clear();
}

void Overlay::move_to(Batch& batch) {
  for (std::size_t table = 0; table < kTableCount; ++table) {
    for (auto& [key, value] : changes_[table]) {
      if (value) {
        batch.put.push_back({static_cast<Table>(table), key, std::move(*value)});
      } else {
        batch.del.push_back({static_cast<Table>(table), key});
      }
    }
    changes_[table].clear();
  }
  for (auto& [digest, object] : objects_) {
    if (object) {
      batch.objects.push_back(*std::move(object));
    } else {
      batch.removed_objects.push_back(digest);
    }
  }
  objects_.clear();
}

std::size_t Overlay::size() const {
  std::size_t size = objects_.size();
  for (const auto& changes : changes_) size += changes.size();
  return size;
}

}  // namespace hexapla
