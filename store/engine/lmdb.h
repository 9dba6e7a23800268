#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "store/engine/presence_lock.h"
#include "store/engine/writer_lock.h"

// LMDB's own names, so that nobody who includes this needs <lmdb.h>.
struct MDB_cursor;
struct MDB_env;
struct MDB_txn;

// A typed layer over LMDB: tables, reading and writing transactions. It knows nothing of what is
// kept in them.
namespace hexapla::lmdb {

using Bytes = std::string_view;

// A table by its place in Options::tables.
enum class TableId : std::uint8_t {};

struct Entry {
  Bytes key;
  Bytes value;
};

using Visit = std::function<bool(Bytes key, Bytes value)>;

class Env;
class Registry;

// A consistent reading of the environment as one commit left it. Views point into the map: they are
// valid while the transaction lives (of a WriteTxn: until it next writes), which is why none can be
// had from a temporary.
//
// For one thread at a time, any thread. Keeps its Env open. A long-lived one makes the file grow,
// as no page that it could read is used again. Throws StoreError::corrupt where the pages
// contradict themselves.
class ReadTxn {
 public:
  ReadTxn(ReadTxn&& other) noexcept;
  ReadTxn& operator=(ReadTxn&&) = delete;
  ReadTxn(const ReadTxn&) = delete;
  ReadTxn& operator=(const ReadTxn&) = delete;
  ~ReadTxn();

  std::optional<Bytes> get(TableId table, Bytes key) const&;
  std::optional<Bytes> get(TableId table, Bytes key) const&& = delete;

  // The entry with the greatest key.
  std::optional<Entry> last(TableId table) const&;
  std::optional<Entry> last(TableId table) const&& = delete;

  // Visits entries in key order from `from` (inclusive) until `visit` returns false or the table
  // ends.
  void scan(TableId table, Bytes from, const Visit& visit) const;

  std::uint64_t count(TableId table) const;
  // Bytes of the pages that the table has.
  std::uint64_t page_bytes(TableId table) const;

  // Bytes of pages that are free to be used again.
  std::uint64_t free_bytes() const;

 protected:
  ReadTxn(std::shared_ptr<const Env> env, MDB_txn* txn) : env_(std::move(env)), txn_(txn) {}

  std::shared_ptr<const Env> env_;
  MDB_txn* txn_;

 private:
  friend class Env;
};

// A transaction that writes; it reads what it wrote itself. Made by Env::write() only.
class WriteTxn : public ReadTxn {
 public:
  WriteTxn(WriteTxn&&) = delete;
  ~WriteTxn();

  // A key past the last one of its table is appended, which fills pages to the brim and never
  // splits one. The key has 1 to 511 bytes, the value at least one.
  void put(TableId table, Bytes key, Bytes value);
  // Nothing happens where the key is absent.
  void del(TableId table, Bytes key);
  void clear(TableId table);

 private:
  friend class Env;

  struct Writing {
    MDB_cursor* cursor = nullptr;
    std::optional<std::string>
        last_key;  // or a greater one that was deleted: then appending is missed, no more
  };

  WriteTxn(std::shared_ptr<const Env> env, MDB_txn* txn);
  int commit();
  void abort();
  Writing& writing(TableId table);

  std::vector<Writing> writing_;
  bool map_full_ = false;
};

struct Options {
  bool create = false;  // make what is missing
  // Works in a folder that may not be written to. Then readers cannot announce themselves, and
  // nobody else may write to it meanwhile.
  bool read_only = false;
  std::uint64_t map_bytes = std::uint64_t{64} << 30;
  // How long to wait for other processes that write, and for this one's readers when the map must
  // move.
  int wait_ms = 10'000;
  // The first one tells our environments from other programs': it must be there unless `create`.
  std::vector<std::string> tables;
};

// One LMDB environment: DIR/data.mdb, DIR/lock.mdb and DIR/writer.lock.
//
// Safe from many threads and processes. A forked child must not use its parent's; it opens its own.
//
// The map is address space, not memory. It grows when a write does not fit, and when another
// process has made the file outgrow it; both need a moment without transactions in this process, so
// new ones wait meanwhile, and whoever holds an old one too long makes the growth fail (never
// hang). It is therefore made ample when opened, and doubled whenever it is half full and nobody is
// looking.
class Env : public std::enable_shared_from_this<Env> {
 public:
  // Gives the environment that this process has open already, if so: LMDB forbids opening one
  // twice. (Its options stay as they were first given; asking to write where it was opened to read
  // throws StoreError::busy.)
  //
  // Throws StoreError: missing when there is none and !create; io when the folder cannot be read or
  // written; wrong_format for a file that is no LMDB environment, of another version, or another
  // program's; corrupt for one cut off.
  static std::shared_ptr<Env> open(const std::filesystem::path& directory, const Options& options);
  ~Env();

  // Throws StoreError::busy when all reader slots are taken.
  ReadTxn read() const;

  // Runs body(WriteTxn&) and commits, durably; aborts when it throws. Returns what `body` returns.
  // `body` runs once more from the start, on a clean transaction, whenever the map was full and has
  // grown: it must not change anything else.
  //
  // Throws StoreError: busy while another process writes; full when the device, the quota or the
  // map is; io. Then nothing is written, and the environment goes on, unless the message says that
  // it must be opened anew. A call from within `body` throws std::logic_error.
  template <class Body>
  auto write(Body&& body, std::uint64_t expected_bytes = 0) {
    using Result = std::invoke_result_t<Body&, WriteTxn&>;
    if constexpr (std::is_void_v<Result>) {
      run(body, expected_bytes);
    } else {
      std::optional<Result> result;
      run([&](WriteTxn& txn) { result.emplace(body(txn)); }, expected_bytes);
      return *std::move(result);
    }
  }

  struct Size {
    std::uint64_t file_bytes = 0;
    std::uint64_t free_bytes = 0;
  };
  Size size() const;

  // Writes what is in use into a new file, which takes the place of DIR/data.mdb at once or not at
  // all: without free pages, and without what deleted rows left in the gaps of pages that are in
  // use. Gives the size before.
  //
  // Throws StoreError: busy while anybody else has the environment open, in this process or
  // another; full, io, corrupt; then nothing has changed.
  static Size write_anew(const std::filesystem::path& directory, const Options& options);

  bool read_only() const { return options_.read_only; }
  std::uint64_t map_bytes() const;

 private:
  friend class ReadTxn;
  friend class WriteTxn;
  friend class Registry;

  Env(std::filesystem::path directory, Options options);
  void open_files();
  int try_open(std::uint64_t map_bytes, unsigned flags);
  void open_tables();
  void open_tables(MDB_txn* txn, bool create);

  void run(const std::function<void(WriteTxn&)>& body, std::uint64_t expected_bytes);
  // False when the map is too small.
  bool attempt(const std::function<void(WriteTxn&)>& body, std::uint64_t expected_bytes);
  [[noreturn]] void fail_commit(int error, std::uint64_t expected_bytes) const;
  [[noreturn]] void fail(int error, std::string_view operation) const;
  bool disk_is_full(std::uint64_t expected_bytes) const;
  void require_alive() const;

  void grow(std::uint64_t expected_bytes) const;
  void grow_if_idle() const;
  void remap(std::uint64_t bytes) const;

  void leave() const noexcept;
  void give_back(MDB_txn* txn) const noexcept;
  // LMDB's number of a table, nothing where a read-only environment lacks it.
  std::optional<unsigned> handle(TableId table) const;

  const std::filesystem::path directory_;
  const Options options_;
  MDB_env* env_ = nullptr;
  int data_file_ = -1;  // LMDB's
  std::vector<std::optional<unsigned>> handles_;
  std::optional<WriterLock> writer_lock_;
  std::optional<PresenceLock> presence_;

  // One writer at a time within the process; the file lock keeps out the others.
  std::mutex write_mutex_;
  std::atomic<std::thread::id> writer_{};
  std::uint64_t commits_ = 0;

  // The gate: every transaction, reading or writing, is counted in active_; the map moves when
  // there is none.
  mutable std::mutex gate_;
  mutable std::condition_variable gate_changed_;
  mutable std::size_t active_ = 0;
  mutable bool resizing_ = false;
  mutable std::vector<MDB_txn*> idle_;  // reset readers, to be renewed
  mutable std::atomic<bool> dead_{false};
};

}  // namespace hexapla::lmdb
