#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/digest.h"

namespace hexapla {

// A keyspace within the archive's one partition. LMDB keeps each as a table of its own; an engine
// without tables uses the name as a prefix. Numbers are stored in no file: they may be reordered,
// names may not change.
enum class Table : std::uint8_t {
  events,  // primary
  meta,
  log_head,  // primary: what was signed, and whom a mirror follows
  articles,
  article_names,
  facets,
  variants,
  revisions,
  digests,
  inputs,
  event_ids,
  statements,
  views,
  alignments,
  postings,
  search_runs,
  search_texts,
  tree,
  withdrawals,
  withdrawn_objects,
  word_links,
  findings,  // derived
};
inline constexpr std::size_t kTableCount = 22;
std::string_view name(Table table);
bool is_derived(Table table);
// A key for messages: bytes that are no visible ASCII as \xHH.
std::string readable_key(std::string_view key);

// What must hold for a commit to happen.
struct Requirement {
  Table table;
  std::string key;
  std::optional<std::string> value;  // absent: the key must be absent
};
struct Put {
  Table table;
  std::string key;
  std::string value;  // never empty
};
struct Deletion {
  Table table;
  std::string key;
};
struct NewObject {
  Digest digest;
  std::string bytes;
  // Another object, of the same batch or held already, that is probably much alike: a hint by which
  // a store may keep the difference only. Never needs to be there.
  std::optional<Digest> similar = std::nullopt;
};

// All or nothing. Objects are written first: an orphan is harmless, a missing object is not.
struct Batch {
  std::vector<Requirement> require;
  std::vector<NewObject> objects;
  std::vector<Digest> removed_objects;  // nothing happens for one that is not there
  std::vector<Put> put;
  std::vector<Deletion> del;
};

enum class CommitOutcome { ok, conflict, retry, unknown, too_large };

// A consistent reading of everything up to one commit. Views stay valid while the Snapshot lives;
// those of `events`, which are not kept as they are given, until the next event is read through it.
// For one thread at a time.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  virtual std::optional<std::string_view> get(Table table, std::string_view key) const = 0;
  // Visits entries in key order from `from` (inclusive) until `visit` returns false or the table
  // ends.
  virtual void scan(
      Table table, std::string_view from,
      const std::function<bool(std::string_view key, std::string_view value)>& visit) const = 0;
  virtual std::optional<std::string> object(const Digest& digest) const = 0;
  // A revision's object in the packed form (store/model/packed_revision.h), in place, checked
  // against what was written but not against the digest; nothing for an object that is no revision
  // or not there.
  virtual std::optional<std::string_view> packed_revision(const Digest& digest) const = 0;
  virtual void scan_objects(
      const std::function<bool(const Digest&, std::uint64_t stored_bytes)>& visit) const = 0;
  // How many entries a table has.
  virtual std::uint64_t count(Table table) const = 0;
};

// What a Snapshot does with a row whose bytes are not those that were written: the disk, or
// somebody past us, changed them.
enum class DamagedRows : std::uint8_t {
  refused,  // StoreError::corrupt names table and key
  given,    // as they are, for who compares them with what they should be
};

// Writes within a rebuild of the derived tables: one transaction, seen by nobody before it ends.
class RebuildWriter : public Snapshot {
 public:
  virtual void put(Table table, std::string_view key, std::string_view value) = 0;
  virtual void del(Table table, std::string_view key) = 0;
};

// Keeps objects and ordered keys: atomic and linearizable; `ok` means durable, a read after `ok`
// sees the write.
//
// Safe from many threads and many processes. Throws StoreError when the disk refuses; then nothing
// of the batch is kept.
class Engine {
 public:
  static constexpr std::size_t kMaxKeyBytes = 480;

  virtual ~Engine() = default;
  virtual CommitOutcome commit(const Batch& batch) = 0;
  virtual std::unique_ptr<Snapshot> snapshot(DamagedRows damaged = DamagedRows::refused) const = 0;
  // Visits the rows whose bytes are not those that were written.
  virtual void scan_damaged(
      const std::function<void(Table table, std::string_view key)>& visit) const = 0;
  // Empties the derived tables and lets `fill` write them anew, in one transaction.
  // `fill` is called once more, on empty tables, when the store had to make room for it: it must
  // bear that.
  virtual void rebuild_derived(const std::function<void(RebuildWriter&)>& fill) = 0;
  // Bytes that the store takes on disk, and of these the free ones inside.
  struct Size {
    std::uint64_t file_bytes = 0, free_bytes = 0;
  };
  virtual Size size() const = 0;
  // What of these each table has, those that no Table names too.
  struct TableSize {
    std::string name;
    std::uint64_t rows = 0, bytes = 0;
  };
  virtual std::vector<TableSize> table_sizes() const = 0;
};

}  // namespace hexapla
