#pragma once

#include "store/engine/engine.h"

namespace hexapla {

// Derived rows as they are while an event is applied, with the log and objects that they derive
// from: so that what reads an archive can help to derive. Both must outlive this.
class RowsBeingWritten : public Snapshot {
 public:
  RowsBeingWritten(const Snapshot& rows, const Snapshot& primary)
      : rows_(rows), primary_(primary) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override {
    return of(table).get(table, key);
  }
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    of(table).scan(table, from, visit);
  }
  std::optional<std::string> object(const Digest& digest) const override {
    return primary_.object(digest);
  }
  std::optional<std::string_view> packed_revision(const Digest& digest) const override {
    return primary_.packed_revision(digest);
  }
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override {
    primary_.scan_objects(visit);
  }
  std::uint64_t count(Table table) const override { return of(table).count(table); }

 private:
  const Snapshot& of(Table table) const {
    return table == Table::events || table == Table::log_head ? primary_ : rows_;
  }
  const Snapshot& rows_;
  const Snapshot& primary_;
};

}  // namespace hexapla
