#include "store/engine/lmdb_engine.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb.h"
#include "store/engine/object_payload.h"
#include "store/engine/row_seal.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

using lmdb::Bytes;
using lmdb::ReadTxn;
using lmdb::TableId;
using lmdb::WriteTxn;

TableId id(Table table) { return static_cast<TableId>(table); }

// Digests are random: a table with the objects themselves under them would be written all over. So
// a small table gives each digest a number, and the objects are appended under those.
constexpr TableId kObjectNumbers{kTableCount};
constexpr TableId kObjects{kTableCount + 1};

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kTableCount; ++i) names.emplace_back(name(static_cast<Table>(i)));
  names.emplace_back("object_numbers");
  names.emplace_back("objects");
  return names;
}

[[noreturn]] void fail_object(const Digest& digest, const char* problem) {
  throw StoreError(StoreError::Kind::corrupt, fmt::format("object {} {}", digest.hex(), problem));
}

Bytes object_payload(const ReadTxn& txn, const Digest& digest, Bytes number) {
  if (!read_big_endian(number)) fail_object(digest, "has a number of the wrong length");
  const auto payload = txn.get(kObjects, number);
  if (!payload) fail_object(digest, "has a number and no bytes");
  return *payload;
}

std::optional<Bytes> find_payload(const ReadTxn& txn, const Digest& digest) {
  const auto number = txn.get(kObjectNumbers, digest.raw());
  if (!number) return std::nullopt;
  return object_payload(txn, digest, *number);
}

std::optional<std::string> read_object(const ReadTxn& txn, const Digest& digest) {
  const auto payload = find_payload(txn, digest);
  if (!payload) return std::nullopt;
  std::optional<std::string> base_bytes;
  if (const auto base = base_of(*payload)) {
    const auto base_payload = find_payload(txn, *base);
    // A base never has a base of its own: two reads give any object.
    if (base_payload) base_bytes = decode_object(*base_payload);
    if (!base_bytes) fail_object(digest, "refers to one that is missing or damaged");
  }
  auto bytes =
      decode_object(*payload, base_bytes ? std::string_view(*base_bytes) : std::string_view());
  if (!bytes) fail_object(digest, "is damaged in the store");
  return bytes;
}

void scan_all_objects(const ReadTxn& txn,
                      const std::function<bool(const Digest&, std::uint64_t stored_bytes)>& visit) {
  txn.scan(kObjectNumbers, {}, [&](Bytes key, Bytes number) {
    const auto digest = Digest::from_raw(key);
    if (!digest)
      throw StoreError(StoreError::Kind::corrupt,
                       "the table of objects has a key that is no digest");
    return visit(*digest, object_payload(txn, *digest, number).size());
  });
}

std::string_view value_in_row(Table table, std::string_view key, std::string_view sealed,
                              DamagedRows damaged) {
  if (damaged == DamagedRows::given) return unchecked_value(sealed);
  const auto value = unseal_row(table, key, sealed);
  if (!value) {
    throw StoreError(
        StoreError::Kind::corrupt,
        fmt::format("table {} has a row with other bytes than were written, under the key {}; {}",
                    name(table), readable_key(key),
                    is_derived(table)
                        ? "`hexapla reindex` makes the table anew from the log"
                        : "`hexapla verify` says what is lost; restore it from a copy "
                          "of the archive"));
  }
  return *value;
}

std::optional<std::string_view> get_row(const ReadTxn& txn, Table table, std::string_view key,
                                        DamagedRows damaged) {
  const auto sealed = txn.get(id(table), key);
  if (!sealed) return std::nullopt;
  return value_in_row(table, key, *sealed, damaged);
}

void scan_rows(const ReadTxn& txn, Table table, std::string_view from, DamagedRows damaged,
               const std::function<bool(std::string_view, std::string_view)>& visit) {
  txn.scan(id(table), from, [&](Bytes key, Bytes sealed) {
    return visit(key, value_in_row(table, key, sealed, damaged));
  });
}

class LmdbSnapshot final : public Snapshot {
 public:
  LmdbSnapshot(ReadTxn txn, DamagedRows damaged) : txn_(std::move(txn)), damaged_(damaged) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override {
    return get_row(txn_, table, key, damaged_);
  }
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    scan_rows(txn_, table, from, damaged_, visit);
  }
  std::optional<std::string> object(const Digest& digest) const override {
    return read_object(txn_, digest);
  }
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override {
    scan_all_objects(txn_, visit);
  }
  std::uint64_t count(Table table) const override { return txn_.count(id(table)); }

 private:
  ReadTxn txn_;
  DamagedRows damaged_;
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
  explicit LmdbRebuildWriter(WriteTxn& txn) : txn_(txn) {}

  std::optional<std::string_view> get(Table table, std::string_view key) const override {
    return get_row(txn_, table, key, DamagedRows::refused);
  }
  void scan(Table table, std::string_view from,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    scan_rows(txn_, table, from, DamagedRows::refused, visit);
  }
  std::optional<std::string> object(const Digest& digest) const override {
    return read_object(txn_, digest);
  }
  void scan_objects(const std::function<bool(const Digest&, std::uint64_t)>& visit) const override {
    scan_all_objects(txn_, visit);
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
  std::string sealed_;  // its room serves every row
};

struct EncodedObject {
  const NewObject* object;
  std::string payload;
};

// Encodes the objects of a batch, each against the one it is said to be similar to where there is
// such a one.
//
// Bases have no bases: of a chain of similar objects (a text, its correction, the correction of
// that) all refer to the first, so that reading any takes two reads.
class BatchEncoder {
 public:
  BatchEncoder(const std::vector<NewObject>& objects, const ReadTxn& stored) : stored_(stored) {
    for (const NewObject& object : objects) in_batch_.emplace(object.digest, &object);
  }

  std::string encode(const NewObject& object) {
    const auto base = base_for(object);
    if (!base || *base == object.digest) return encode_object(object.bytes);
    const auto found = in_batch_.find(*base);
    if (found != in_batch_.end()) return encode_object(object.bytes, *base, found->second->bytes);
    if (last_read_ != base) {
      last_bytes_ = read_object(stored_, *base).value_or(std::string());
      last_read_ = base;
    }
    return encode_object(object.bytes, *base, last_bytes_);
  }

 private:
  std::optional<Digest> base_for(const NewObject& object) const {
    constexpr int kLongestChain = 1000;
    std::optional<Digest> base = object.similar;
    for (int i = 0; base && i < kLongestChain; ++i) {
      const auto found = in_batch_.find(*base);
      if (found == in_batch_.end()) {
        const auto payload = find_payload(stored_, *base);
        if (!payload) return std::nullopt;
        const auto further = base_of(*payload);
        return further ? further : base;
      }
      if (!found->second->similar) return base;
      base = found->second->similar;
    }
    return std::nullopt;
  }

  const ReadTxn& stored_;
  std::map<Digest, const NewObject*> in_batch_;
  std::optional<Digest> last_read_;
  std::string last_bytes_;
};

// A base that was there while encoding may have gone since, and one that stood alone in its batch
// may be held with a base.
bool can_be_read(const WriteTxn& txn, const std::string& payload) {
  const auto base = base_of(payload);
  if (!base) return true;
  const auto base_payload = find_payload(txn, *base);
  return base_payload && !base_of(*base_payload);
}

void add_objects(WriteTxn& txn, const std::vector<EncodedObject>& objects) {
  std::optional<std::uint64_t> next;
  const auto add = [&](const NewObject& object, const std::string& payload) {
    if (!next) {
      const auto last = txn.last(kObjects);
      const auto number = last ? read_big_endian(last->key) : 0;
      if (!number)
        throw StoreError(StoreError::Kind::corrupt,
                         "the last object has a number of the wrong length");
      next = *number + 1;
    }
    const std::string number = big_endian((*next)++);
    txn.put(kObjects, number, payload);
    txn.put(kObjectNumbers, object.digest.raw(), number);
  };
  // Bases first.
  for (const bool with_base : {false, true}) {
    for (const EncodedObject& encoded : objects) {
      if (base_of(encoded.payload).has_value() != with_base) continue;
      if (txn.get(kObjectNumbers, encoded.object->digest.raw())) continue;
      const bool good = can_be_read(txn, encoded.payload);
      add(*encoded.object, good ? encoded.payload : encode_object(encoded.object->bytes));
    }
  }
}

// Objects that are kept as a difference to one that goes are written anew first: none may be lost
// with it, nor keep a part of it.
void remove_objects(WriteTxn& txn, const std::vector<Digest>& digests) {
  if (digests.empty()) return;
  const std::set<Digest> going(digests.begin(), digests.end());
  std::vector<std::pair<std::string, std::string>> anew;
  txn.scan(kObjectNumbers, {}, [&](Bytes key, Bytes number) {
    const auto digest = Digest::from_raw(key);
    if (!digest || going.contains(*digest)) return true;
    const auto base = base_of(object_payload(txn, *digest, number));
    if (base && going.contains(*base))
      anew.emplace_back(std::string(number), encode_object(*read_object(txn, *digest)));
    return true;
  });
  for (const auto& [number, payload] : anew) txn.put(kObjects, number, payload);
  for (const Digest& digest : digests) {
    const auto view = txn.get(kObjectNumbers, digest.raw());
    if (!view) continue;
    const std::string number(*view);
    txn.del(kObjects, number);
    txn.del(kObjectNumbers, digest.raw());
  }
}

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
    // Before the transaction, so that other processes do not wait for the compressor.
    std::vector<EncodedObject> objects;
    if (!batch.objects.empty()) {
      const ReadTxn stored = env_->read();
      BatchEncoder encoder(batch.objects, stored);
      objects.reserve(batch.objects.size());
      for (const NewObject& object : batch.objects) {
        objects.push_back({&object, encoder.encode(object)});
        bytes += objects.back().payload.size();
      }
    }
    return env_->write(
        [&](WriteTxn& txn) {
          for (const Requirement& requirement : batch.require) {
            if (get_row(txn, requirement.table, requirement.key, DamagedRows::refused) !=
                requirement.value)
              return CommitOutcome::conflict;
          }
          add_objects(txn, objects);
          remove_objects(txn, batch.removed_objects);
          std::string sealed;
          for (const Put& put : batch.put) {
            seal_row(put.table, put.key, put.value, sealed);
            txn.put(id(put.table), put.key, sealed);
          }
          for (const Deletion& deletion : batch.del) txn.del(id(deletion.table), deletion.key);
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
