#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/engine/engine.h"

namespace hexapla {

// Writes that have not been committed, over a snapshot of what has: readers of an Overlay see both.
//
// Overlays stack: one add is planned in its own and merged into the batch's only when it succeeds,
// so that a refused add leaves nothing behind in a batch that it shares with others. Not safe for
// threads.
class Overlay : public RebuildWriter {
 public:
  // `below` must outlive this.
  explicit Overlay(const Snapshot& below) : below_(below) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override;
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override;
  std::optional<std::string> object(const Digest& digest) const override;
  std::optional<std::string_view> packed_revision(const Digest& digest) const override;
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override;
  std::uint64_t count(Table table) const override;

  void put(Table table, std::string_view key, std::string_view value) override;
  void del(Table table, std::string_view key) override;
  // `similar`: as in NewObject.
  void put_object(const Digest& digest, std::string bytes,
                  std::optional<Digest> similar = std::nullopt);
  void remove_object(const Digest& digest);

  // Moves everything into `other`, which must be what this lies over.
  void merge_into(Overlay& other);
  // Appends everything to `batch`.
  void move_to(Batch& batch);
  std::size_t size() const;  // writes held

 private:
  const Snapshot& below_;
  // Nothing as a value: deleted.
  std::array<std::map<std::string, std::optional<std::string>, std::less<>>, kTableCount> changes_;
  std::map<Digest, std::optional<NewObject>> objects_;  // nothing: removed
  mutable std::map<Digest, std::string> packed_;        // of objects_, as asked for
};

}  // namespace hexapla
