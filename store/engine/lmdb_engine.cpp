#include "store/engine/lmdb_engine.h"

#include <fmt/format.h>

#include <stdexcept>
#include <system_error>
#include <utility>

#include "store/engine/event_codec.h"
#include "store/engine/lmdb.h"
#include "store/engine/lmdb_objects.h"
#include "store/engine/row_seal.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

using lmdb::Bytes;
using lmdb::ReadTxn;
using lmdb::TableId;
using lmdb::WriteTxn;

TableId id(Table table) { return static_cast<TableId>(table); }

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kTableCount; ++i) names.emplace_back(name(static_cast<Table>(i)));
  names.emplace_back("object_numbers");
  names.emplace_back("objects");
  return names;
}

[[noreturn]] void fail_row(Table table, std::string_view key) {
  throw StoreError(
      StoreError::Kind::corrupt,
      fmt::format("table {} has a row with other bytes than were written, under the key {}; {}",
                  name(table), readable_key(key),
                  is_derived(table) ? "`hexapla reindex` makes the table anew from the log"
                                    : "`hexapla verify` says what is lost; restore it from a copy "
                                      "of the archive"));
}

// Rows as they were given to be kept: without their seal, and entries of the log decoded.
class Rows {
 public:
  // `txn` must outlive it.
  Rows(const ReadTxn& txn, DamagedRows damaged)
      : txn_(txn),
        damaged_(damaged),
        events_([this](std::string_view key) { return stored(Table::events, key); }) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // Of an event valid until the next one is asked for.
  std::optional<std::string_view> get(Table table, std::string_view key) {
    auto value = stored(table, key);
    if (!value || table != Table::events) return value;
    event_ = decode_event(key, *value);
    return event_;
  }

  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) {
    txn_.scan(id(table), from, [&](Bytes key, Bytes sealed) {
      const std::string_view value = unsealed(table, key, sealed);
      return table == Table::events ? visit(key, decode_event(key, value)) : visit(key, value);
    });
  }

 private:
  std::optional<std::string_view> stored(Table table, std::string_view key) const {
    const auto sealed = txn_.get(id(table), key);
    if (!sealed) return std::nullopt;
    return unsealed(table, key, *sealed);
  }

  std::string_view unsealed(Table table, std::string_view key, std::string_view sealed) const {
    if (damaged_ == DamagedRows::given) return unchecked_value(sealed);
    const auto value = unseal_row(table, key, sealed);
    if (!value) fail_row(table, key);
    return *value;
  }

  std::string decode_event(std::string_view key, std::string_view payload) {
    auto event = events_.decode(key, payload);
    if (event) return *std::move(event);
    if (damaged_ == DamagedRows::refused) fail_row(Table::events, key);
    return std::string(payload);
  }

  const ReadTxn& txn_;
  const DamagedRows damaged_;
  EventCodec events_;
  std::string event_;
};

class LmdbSnapshot final : public Snapshot {
 public:
  LmdbSnapshot(ReadTxn txn, DamagedRows damaged) : txn_(std::move(txn)), rows_(txn_, damaged) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override {
    return rows_.get(table, key);
  }
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    rows_.scan(table, from, visit);
  }
  std::optional<std::string> object(const Digest& digest) const override {
    return lmdb::read_object(txn_, digest);
  }
  std::optional<std::string_view> packed_revision(const Digest& digest) const override {
    return lmdb::read_packed_revision(txn_, digest);
  }
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override {
    lmdb::scan_objects(txn_, visit);
  }
  std::uint64_t count(Table table) const override { return txn_.count(id(table)); }

 private:
  ReadTxn txn_;
  mutable Rows rows_;  // a snapshot is for one thread at a time
};

void check_key(Table table, std::string_view key) {
  if (key.empty() || key.size() > Engine::kMaxKeyBytes) {
    throw std::invalid_argument(fmt::format("a key of {} bytes in table {}: 1 to {} are allowed",
                                            key.size(), name(table), Engine::kMaxKeyBytes));
  }
}

void check_value(Table table, std::string_view value) {
  if (value.empty())
    throw std::invalid_argument(fmt::format("an empty value in table {}", name(table)));
}

class LmdbRebuildWriter final : public RebuildWriter {
 public:
  explicit LmdbRebuildWriter(WriteTxn& txn) : txn_(txn), rows_(txn, DamagedRows::refused) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override {
    return rows_.get(table, key);
  }
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    rows_.scan(table, from, visit);
  }
  std::optional<std::string> object(const Digest& digest) const override {
    return lmdb::read_object(txn_, digest);
  }
  std::optional<std::string_view> packed_revision(const Digest& digest) const override {
    return lmdb::read_packed_revision(txn_, digest);
  }
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override {
    lmdb::scan_objects(txn_, visit);
  }
  std::uint64_t count(Table table) const override { return txn_.count(id(table)); }

  void put(Table table, std::string_view key, std::string_view value) override {
    check_table(table);
    check_key(table, key);
    check_value(table, value);
    seal_row(table, key, value, sealed_);
    txn_.put(id(table), key, sealed_);
  }
  void del(Table table, std::string_view key) override {
    check_table(table);
    check_key(table, key);
    txn_.del(id(table), key);
  }

 private:
  static void check_table(Table table) {
    if (table == Table::events || table == Table::log_head)
      throw std::invalid_argument("a rebuild cannot change the log");
  }

  WriteTxn& txn_;
  mutable Rows rows_;
  std::string sealed_;  // its room serves every row
};

// Writes a row, or takes it away where there is no value. Entries of the log are written anew where
// they are kept as differences to one that changes: the log's never do, but nothing here relies on
// it.
class RowWriter {
 public:
  explicit RowWriter(WriteTxn& txn) : txn_(txn) {}

  void write(Table table, std::string_view key, std::optional<std::string_view> value) {
    if (table != Table::events) return write_stored(table, key, value);
    std::vector<std::pair<std::string, std::string>> followers;
    const auto [from, past] = EventCodec::followers(key);
    if (!from.empty() && txn_.get(id(table), key)) {
      Rows(txn_, DamagedRows::refused)
          .scan(table, from, [&](std::string_view follower, std::string_view entry) {
            if (follower >= past) return false;
            followers.emplace_back(follower, entry);
            return true;
          });
    }
    for (const auto& [follower, entry] : followers) txn_.del(id(table), follower);
    write_event(key, value);
    for (const auto& [follower, entry] : followers) write_event(follower, entry);
  }

 private:
  void write_event(std::string_view key, std::optional<std::string_view> entry) {
    if (!entry) return txn_.del(id(Table::events), key);
    EventCodec codec([&](std::string_view base) -> std::optional<std::string_view> {
      const auto sealed = txn_.get(id(Table::events), base);
      return sealed ? unseal_row(Table::events, base, *sealed) : std::nullopt;
    });
    write_stored(Table::events, key, codec.encode(key, *entry));
  }

  void write_stored(Table table, std::string_view key, std::optional<std::string_view> value) {
    if (!value) return txn_.del(id(table), key);
    seal_row(table, key, *value, sealed_);
    txn_.put(id(table), key, sealed_);
  }

  WriteTxn& txn_;
  std::string sealed_;  // its room serves every row
};

class LmdbEngine final : public Engine {
 public:
  LmdbEngine(std::shared_ptr<lmdb::Env> env, std::filesystem::path directory, bool read_only)
      : env_(std::move(env)), directory_(std::move(directory)), read_only_(read_only) {}

  CommitOutcome commit(const Batch& batch) override {
    refuse_if_read_only();
    std::uint64_t bytes = 0;
    for (const Requirement& requirement : batch.require)
      check_key(requirement.table, requirement.key);
    for (const Put& put : batch.put) {
      check_key(put.table, put.key);
      check_value(put.table, put.value);
      bytes += put.key.size() + put.value.size();
    }
    for (const Deletion& deletion : batch.del) check_key(deletion.table, deletion.key);
    std::vector<lmdb::EncodedObject> objects;
    if (!batch.objects.empty()) objects = lmdb::encode_objects(batch.objects, env_->read());
    for (const lmdb::EncodedObject& object : objects) bytes += object.bytes();
    return env_->write(
        [&](WriteTxn& txn) {
          Rows rows(txn, DamagedRows::refused);
          for (const Requirement& requirement : batch.require) {
            if (rows.get(requirement.table, requirement.key) != requirement.value)
              return CommitOutcome::conflict;
          }
          lmdb::add_objects(txn, objects);
          lmdb::remove_objects(txn, batch.removed_objects);
          RowWriter writer(txn);
          for (const Put& put : batch.put) writer.write(put.table, put.key, put.value);
          for (const Deletion& deletion : batch.del)
            writer.write(deletion.table, deletion.key, std::nullopt);
          return CommitOutcome::ok;
        },
        bytes);
  }

  std::unique_ptr<Snapshot> snapshot(DamagedRows damaged) const override {
    return std::make_unique<LmdbSnapshot>(env_->read(), damaged);
  }

  void scan_damaged(const std::function<void(Table, std::string_view)>& visit) const override {
    const ReadTxn txn = env_->read();
    for (std::size_t i = 0; i < kTableCount; ++i) {
      const auto table = static_cast<Table>(i);
      txn.scan(id(table), {}, [&](Bytes key, Bytes sealed) {
        if (!unseal_row(table, key, sealed)) visit(table, key);
        return true;
      });
    }
  }

  void rebuild_derived(const std::function<void(RebuildWriter&)>& fill) override {
    refuse_if_read_only();
    // Pages that are freed here are free to be used again after the commit only: there are two sets
    // of tables till then.
    env_->write(
        [&](WriteTxn& txn) {
          for (std::size_t i = 0; i < kTableCount; ++i) {
            const auto table = static_cast<Table>(i);
            if (is_derived(table)) txn.clear(id(table));
          }
          LmdbRebuildWriter writer(txn);
          fill(writer);
        },
        env_->size().file_bytes);
  }

  Size size() const override {
    const lmdb::Env::Size size = env_->size();
    return {.file_bytes = size.file_bytes, .free_bytes = size.free_bytes};
  }

  std::vector<TableSize> table_sizes() const override {
    const ReadTxn txn = env_->read();
    const std::vector<std::string> names = table_names();
    std::vector<TableSize> sizes;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto table = static_cast<TableId>(i);
      sizes.push_back({names[i], txn.count(table), txn.page_bytes(table)});
    }
    return sizes;
  }

 private:
  void refuse_if_read_only() const {
    if (read_only_) {
      throw StoreError(
          StoreError::Kind::io,
          fmt::format("{} is open for reading only; nothing was written", directory_.string()));
    }
  }

  std::shared_ptr<lmdb::Env> env_;
  std::filesystem::path directory_;
  bool read_only_;  // the environment itself may be open for writing, elsewhere in this process
};

}  // namespace

std::unique_ptr<Engine> open_lmdb_engine(const std::filesystem::path& directory, bool create,
                                         LmdbOptions options) {
  auto env = lmdb::Env::open(directory, {.create = create && !options.read_only,
                                         .read_only = options.read_only,
                                         .map_bytes = options.map_bytes,
                                         .wait_ms = options.lock_wait_ms,
                                         .tables = table_names()});
  return std::make_unique<LmdbEngine>(std::move(env), directory, options.read_only);
}

Compaction compact_lmdb(const std::filesystem::path& directory, LmdbOptions options) {
  const lmdb::Env::Size before = lmdb::Env::write_anew(directory, {.create = false,
                                                                   .read_only = false,
                                                                   .map_bytes = options.map_bytes,
                                                                   .wait_ms = options.lock_wait_ms,
                                                                   .tables = table_names()});
  std::error_code error;
  const std::uintmax_t after = std::filesystem::file_size(directory / "data.mdb", error);
  return {before.file_bytes, before.free_bytes, error ? 0 : after};
}

}  // namespace hexapla
