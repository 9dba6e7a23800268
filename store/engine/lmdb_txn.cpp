#include <cstring>
#include <utility>

#include "store/engine/lmdb_native.h"

namespace hexapla::lmdb {
namespace {

constexpr MDB_dbi kFreePages = 0;

MDB_val to_val(Bytes bytes) { return {bytes.size(), const_cast<char*>(bytes.data())}; }
Bytes to_bytes(const MDB_val& value) {
  return {static_cast<const char*>(value.mv_data), value.mv_size};
}

class Cursor {
 public:
  Cursor(MDB_txn* txn, MDB_dbi table) : error_(mdb_cursor_open(txn, table, &cursor_)) {}
  ~Cursor() {
    if (cursor_) mdb_cursor_close(cursor_);
  }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  int move(MDB_val& key, MDB_val& value, MDB_cursor_op where) {
    return error_ ? error_ : mdb_cursor_get(cursor_, &key, &value, where);
  }

 private:
  MDB_cursor* cursor_ = nullptr;
  int error_;
};

}  // namespace

// ---- reading

ReadTxn::ReadTxn(ReadTxn&& other) noexcept
    : env_(std::move(other.env_)), txn_(std::exchange(other.txn_, nullptr)) {}

ReadTxn::~ReadTxn() {
  if (txn_) env_->give_back(txn_);
}

std::optional<Bytes> ReadTxn::get(TableId table, Bytes key) const& {
  const auto handle = env_->handle(table);
  if (!handle || key.empty()) return std::nullopt;
  MDB_val k = to_val(key);
  MDB_val v;
  const int error = mdb_get(txn_, *handle, &k, &v);
  if (error == MDB_NOTFOUND) return std::nullopt;
  if (error) env_->fail(error, "read");
  return to_bytes(v);
}

std::optional<Entry> ReadTxn::last(TableId table) const& {
  const auto handle = env_->handle(table);
  if (!handle) return std::nullopt;
  Cursor cursor(txn_, *handle);
  MDB_val k;
  MDB_val v;
  const int error = cursor.move(k, v, MDB_LAST);
  if (error == MDB_NOTFOUND) return std::nullopt;
  if (error) env_->fail(error, "read");
  return Entry{to_bytes(k), to_bytes(v)};
}

void ReadTxn::scan(TableId table, Bytes from, const Visit& visit) const {
  const auto handle = env_->handle(table);
  if (!handle) return;
  Cursor cursor(txn_, *handle);
  MDB_val k = to_val(from);
  MDB_val v;
  int error = cursor.move(k, v, from.empty() ? MDB_FIRST : MDB_SET_RANGE);
  while (!error && visit(to_bytes(k), to_bytes(v))) error = cursor.move(k, v, MDB_NEXT);
  if (error && error != MDB_NOTFOUND) env_->fail(error, "read");
}

std::uint64_t ReadTxn::count(TableId table) const {
  const auto handle = env_->handle(table);
  if (!handle) return 0;
  MDB_stat stat;
  if (const int error = mdb_stat(txn_, *handle, &stat)) env_->fail(error, "read");
  return stat.ms_entries;
}

std::uint64_t ReadTxn::page_bytes(TableId table) const {
  const auto handle = env_->handle(table);
  if (!handle) return 0;
  MDB_stat stat;
  if (const int error = mdb_stat(txn_, *handle, &stat)) env_->fail(error, "read");
  return (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages) * stat.ms_psize;
}

std::uint64_t ReadTxn::free_bytes() const {
  MDB_stat stat;
  if (const int error = mdb_stat(txn_, kFreePages, &stat)) env_->fail(error, "read");
  Cursor cursor(txn_, kFreePages);
  MDB_val k;
  MDB_val v;
  std::uint64_t pages = 0;
  int error = cursor.move(k, v, MDB_FIRST);
  for (; !error; error = cursor.move(k, v, MDB_NEXT)) {
    std::size_t count = 0;
    if (v.mv_size < sizeof count) env_->fail(MDB_CORRUPTED, "read");
    std::memcpy(&count, v.mv_data, sizeof count);
    pages += count;
  }
  if (error != MDB_NOTFOUND) env_->fail(error, "read");
  return pages * stat.ms_psize;
}

// ---- writing

WriteTxn::WriteTxn(std::shared_ptr<const Env> env, MDB_txn* txn)
    : ReadTxn(std::move(env), nullptr) {
  writing_.resize(env_->handles_.size());
  txn_ = txn;  // last: the base would treat it as a reader's if the above threw
}

WriteTxn::~WriteTxn() { abort(); }

void WriteTxn::abort() {
  for (Writing& table : writing_) {
    if (table.cursor) mdb_cursor_close(std::exchange(table.cursor, nullptr));
  }
  if (txn_) mdb_txn_abort(std::exchange(txn_, nullptr));
}

int WriteTxn::commit() {
  for (Writing& table : writing_) {
    if (table.cursor) mdb_cursor_close(std::exchange(table.cursor, nullptr));
  }
  if (map_full_) return MDB_MAP_FULL;  // the body swallowed what put() threw
  const int error = mdb_txn_commit(txn_);
  txn_ = nullptr;  // LMDB has freed it, whether it failed or not
  return error;
}

WriteTxn::Writing& WriteTxn::writing(TableId table) {
  Writing& entry = writing_.at(static_cast<std::size_t>(table));
  if (entry.cursor) return entry;
  if (const int error = mdb_cursor_open(txn_, env_->handle(table).value(), &entry.cursor))
    env_->fail(error, "write");
  if (const auto end = last(table)) entry.last_key.emplace(end->key);
  return entry;
}

void WriteTxn::put(TableId table, Bytes key, Bytes value) {
  Writing& entry = writing(table);
  const bool append = !entry.last_key || key > *entry.last_key;
  MDB_val k = to_val(key);
  MDB_val v = to_val(value);
  const int error = mdb_cursor_put(entry.cursor, &k, &v, append ? MDB_APPEND : 0);
  if (error == MDB_MAP_FULL) {
    map_full_ = true;
    throw MapFull{};
  }
  if (error) env_->fail_commit(error, value.size());
  if (append) entry.last_key.emplace(key);
}

void WriteTxn::del(TableId table, Bytes key) {
  MDB_val k = to_val(key);
  const int error = mdb_del(txn_, env_->handle(table).value(), &k, nullptr);
  if (error == MDB_MAP_FULL) {
    map_full_ = true;
    throw MapFull{};
  }
  if (error && error != MDB_NOTFOUND) env_->fail_commit(error, 0);
}

void WriteTxn::clear(TableId table) {
  Writing& entry = writing_.at(static_cast<std::size_t>(table));
  if (entry.cursor) mdb_cursor_close(std::exchange(entry.cursor, nullptr));
  entry.last_key.reset();
  const int error = mdb_drop(txn_, env_->handle(table).value(), 0);
  if (error == MDB_MAP_FULL) {
    map_full_ = true;
    throw MapFull{};
  }
  if (error) env_->fail_commit(error, 0);
}

}  // namespace hexapla::lmdb
