#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>

#include "store/engine/lmdb_file.h"
#include "store/engine/lmdb_native.h"
#include "store/engine/lmdb_registry.h"

namespace hexapla::lmdb {
namespace {

constexpr unsigned kMaxReaders = 1024;
// Readers kept for the next one. A reset reader holds nothing but its slot.
constexpr std::size_t kMaxIdle = 128;
constexpr std::uint64_t kCommitsBetweenReaderChecks = 1024;
constexpr std::uint64_t kMapGrain = 1 << 16;  // a multiple of every page size

std::uint64_t round_up(std::uint64_t bytes) {
  return (bytes + kMapGrain - 1) / kMapGrain * kMapGrain;
}

// LMDB ends the process when pages contradict themselves, unless this is called. Its frames can be
// unwound on every 64-bit Linux; elsewhere the throw ends the process, as without it.
void on_contradiction(MDB_env* env, const char* text) {
  const char* path = "?";
  mdb_env_get_path(env, &path);
  throw StoreError(StoreError::Kind::corrupt,
                   fmt::format("{}/data.mdb contradicts itself ({})", path, text));
}

}  // namespace

void sync_folder(const std::filesystem::path& folder) {
  // A folder that cannot be opened or synced (some file systems refuse) leaves us where we were.
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  fsync(file);
  close(file);
}

std::string describe(int error) {
  return error > 0 ? std::generic_category().message(error) : std::string(mdb_strerror(error));
}

StoreError::Kind kind_of(int error) {
  using Kind = StoreError::Kind;
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case ENOMEM:
    case MDB_MAP_FULL:
    case MDB_TXN_FULL:
      return Kind::full;
    case MDB_READERS_FULL:
      return Kind::busy;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
      return Kind::corrupt;
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
    case MDB_INCOMPATIBLE:
      return Kind::wrong_format;
    default:
      return Kind::io;
  }
}

// ---- opening and closing

std::shared_ptr<Env> Env::open(const std::filesystem::path& directory, const Options& options) {
  if (options.create) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) {
      throw StoreError(StoreError::Kind::io, fmt::format("cannot make the folder {}: {}",
                                                         directory.string(), error.message()));
    }
  }
  auto env = Registry::instance().open(
      directory / "data.mdb", [&] { return std::unique_ptr<Env>(new Env(directory, options)); });
  if (env->read_only() && !options.read_only) {
    throw StoreError(
        StoreError::Kind::busy,
        fmt::format("{} is open in this process for reading only", directory.string()));
  }
  return env;
}

Env::Env(std::filesystem::path directory, Options options)
    : directory_(std::move(directory)), options_(std::move(options)) {
  idle_.reserve(kMaxIdle);
  try {
    open_files();
    open_tables();
    int dead_readers = 0;
    mdb_reader_check(env_, &dead_readers);
  } catch (...) {
    if (env_) mdb_env_close(env_);
    throw;
  }
}

Env::~Env() {
  for (MDB_txn* txn : idle_) mdb_txn_abort(txn);
  mdb_env_close(env_);
}

void Env::open_files() {
  const std::filesystem::path data = directory_ / "data.mdb";
  const FileState state = check_file(data);
  if (state == FileState::absent && !options_.create) {
    throw StoreError(StoreError::Kind::missing,
                     fmt::format("there is no archive in {}", directory_.string()));
  }
  if (!options_.read_only) writer_lock_.emplace(directory_);
  // Before LMDB opens anything: the file may be taken away from under it.
  presence_.emplace(directory_, options_.wait_ms);

  std::error_code ignored;
  const std::uint64_t file_bytes =
      state == FileState::absent ? 0 : std::filesystem::file_size(data, ignored);
  std::uint64_t map = round_up(std::max(options_.map_bytes, 2 * file_bytes));
  const unsigned flags = MDB_NOTLS | (options_.read_only ? MDB_RDONLY : 0U);
  int error = try_open(map, flags);
  // Address space may be scarce (a limit on the process): what holds the file will do.
  while (error == ENOMEM && map / 2 > file_bytes + kMapGrain)
    error = try_open(map = round_up(map / 2), flags);
  if (options_.read_only && (error == EACCES || error == EPERM || error == EROFS) &&
      access(directory_.c_str(), W_OK) != 0) {
    // Readers announce themselves in lock.mdb. Where that cannot be written, whoever can write to
    // the folder must not do so while we read; for a folder on a read-only medium, that is
    // everybody.
    error = try_open(map, flags | MDB_NOLOCK);
  }
  if (error == EACCES || error == EPERM || error == EROFS) {
    throw StoreError(StoreError::Kind::io,
                     fmt::format("cannot open {} for {}: {}", directory_.string(),
                                 options_.read_only ? "reading" : "writing", describe(error)));
  }
  if (error) fail(error, "open");
  mdb_env_set_assert(env_, on_contradiction);
  mdb_env_get_fd(env_, &data_file_);
  if (state == FileState::absent) {
    sync_folder(directory_);
    sync_folder(std::filesystem::absolute(directory_).parent_path());
  }
}

int Env::try_open(std::uint64_t map_bytes, unsigned flags) {
  int error = mdb_env_create(&env_);
  if (error) return error;
  error = mdb_env_set_mapsize(env_, map_bytes);
  if (!error) error = mdb_env_set_maxreaders(env_, kMaxReaders);
  if (!error) error = mdb_env_set_maxdbs(env_, static_cast<MDB_dbi>(options_.tables.size()));
  if (!error) error = mdb_env_open(env_, directory_.c_str(), flags, 0664);
  if (error) mdb_env_close(std::exchange(env_, nullptr));
  return error;
}

void Env::open_tables() {
  handles_.resize(options_.tables.size());
  MDB_txn* reading = nullptr;
  if (const int error = mdb_txn_begin(env_, nullptr, MDB_RDONLY, &reading)) fail(error, "open");
  try {
    open_tables(reading, false);
  } catch (...) {
    mdb_txn_abort(reading);
    throw;
  }
  mdb_txn_commit(reading);  // an abort would close the tables again
  const auto is_missing = [](const auto& handle) { return !handle; };
  if (!options_.create && is_missing(handles_.front())) {
    throw StoreError(StoreError::Kind::missing,
                     fmt::format("{}/data.mdb is empty: making an archive there was never finished",
                                 directory_.string()));
  }
  if (options_.read_only || std::none_of(handles_.begin(), handles_.end(), is_missing)) return;

  writer_lock_->lock(options_.wait_ms);
  MDB_txn* writing = nullptr;
  int error = mdb_txn_begin(env_, nullptr, 0, &writing);
  try {
    if (error) fail(error, "open");
    open_tables(writing, true);
  } catch (...) {
    if (writing) mdb_txn_abort(writing);
    writer_lock_->unlock();
    throw;
  }
  error = mdb_txn_commit(writing);
  writer_lock_->unlock();
  if (error) fail_commit(error, 0);
}

void Env::open_tables(MDB_txn* txn, bool create) {
  MDB_dbi names;
  MDB_stat stat;
  int error = mdb_dbi_open(txn, nullptr, 0, &names);
  if (!error) error = mdb_stat(txn, names, &stat);
  if (error) fail(error, "open");
  const bool empty = stat.ms_entries == 0;
  for (std::size_t i = 0; i < handles_.size(); ++i) {
    if (handles_[i]) continue;
    MDB_dbi handle;
    unsigned flags = 0;
    error = mdb_dbi_open(txn, options_.tables[i].c_str(), create ? MDB_CREATE : 0U, &handle);
    if (error == MDB_NOTFOUND) {
      if (i == 0 && !empty) {
        throw StoreError(StoreError::Kind::wrong_format,
                         fmt::format("{}/data.mdb holds no archive: it is another program's",
                                     directory_.string()));
      }
      continue;
    }
    if (!error) error = mdb_dbi_flags(txn, handle, &flags);
    if (!error && flags != 0) error = MDB_INCOMPATIBLE;
    if (error) fail(error, "open");
    handles_[i] = handle;
  }
}

// ---- transactions

ReadTxn Env::read() const {
  auto self = shared_from_this();
  for (bool readers_checked = false;;) {
    require_alive();
    MDB_txn* txn = nullptr;
    {
      std::unique_lock lock(gate_);
      gate_changed_.wait(lock, [this] { return !resizing_; });
      ++active_;
      if (!idle_.empty()) {
        txn = idle_.back();
        idle_.pop_back();
      }
    }
    const bool renewed = txn != nullptr;
    const int error = renewed ? mdb_txn_renew(txn) : mdb_txn_begin(env_, nullptr, MDB_RDONLY, &txn);
    if (!error) return ReadTxn(std::move(self), txn);
    if (renewed) mdb_txn_abort(txn);
    leave();
    if (error == MDB_MAP_RESIZED) {
      grow(0);
    } else if (error == MDB_READERS_FULL && !readers_checked) {
      int dead_readers = 0;
      mdb_reader_check(env_, &dead_readers);
      readers_checked = true;
    } else {
      fail(error, "read");
    }
  }
}

void Env::run(const std::function<void(WriteTxn&)>& body, std::uint64_t expected_bytes) {
  if (options_.read_only) {
    throw StoreError(
        StoreError::Kind::io,
        fmt::format("{} is open for reading only; nothing was written", directory_.string()));
  }
  if (writer_.load() == std::this_thread::get_id()) {
    throw std::logic_error("a write within a write would wait for itself");
  }
  const std::lock_guard one_writer(write_mutex_);
  require_alive();
  writer_lock_->lock(options_.wait_ms);
  struct Turn {
    explicit Turn(Env& owner) : env(owner) { env.writer_ = std::this_thread::get_id(); }
    ~Turn() {
      env.writer_ = std::thread::id();
      env.writer_lock_->unlock();
    }
    Env& env;
  } turn(*this);
  while (!attempt(body, expected_bytes)) grow(expected_bytes);
  if (++commits_ % kCommitsBetweenReaderChecks == 0) {
    int dead_readers = 0;
    mdb_reader_check(env_, &dead_readers);
  }
  grow_if_idle();
}

bool Env::attempt(const std::function<void(WriteTxn&)>& body, std::uint64_t expected_bytes) {
  {
    std::unique_lock lock(gate_);
    gate_changed_.wait(lock, [this] { return !resizing_; });
    ++active_;
  }
  struct Leave {
    ~Leave() { env.leave(); }
    const Env& env;
  } leave_at_end{*this};
  MDB_txn* raw = nullptr;
  int error = mdb_txn_begin(env_, nullptr, 0, &raw);
  if (error == MDB_MAP_RESIZED) return false;
  if (error) fail_commit(error, expected_bytes);
  WriteTxn txn(shared_from_this(), raw);
  try {
    body(txn);
    error = txn.commit();
  } catch (const MapFull&) {
    return false;
  }
  if (error == MDB_MAP_FULL) return false;
  if (error) fail_commit(error, expected_bytes);
  return true;
}

void Env::leave() const noexcept {
  const std::lock_guard lock(gate_);
  if (--active_ == 0 && resizing_) gate_changed_.notify_all();
}

void Env::give_back(MDB_txn* txn) const noexcept {
  mdb_txn_reset(txn);
  const std::lock_guard lock(gate_);
  if (idle_.size() < kMaxIdle) {
    idle_.push_back(txn);
  } else {
    mdb_txn_abort(txn);
  }
  if (--active_ == 0 && resizing_) gate_changed_.notify_all();
}

std::optional<unsigned> Env::handle(TableId table) const {
  return handles_.at(static_cast<std::size_t>(table));
}

// ---- the map

std::uint64_t Env::map_bytes() const {
  MDB_envinfo info;
  mdb_env_info(env_, &info);
  return info.me_mapsize;
}

Env::Size Env::size() const {
  struct stat status {};
  if (fstat(data_file_, &status) != 0) fail(errno, "read");
  return {.file_bytes = static_cast<std::uint64_t>(status.st_size),
          .free_bytes = read().free_bytes()};
}

void Env::grow(std::uint64_t expected_bytes) const {
  std::unique_lock lock(gate_);
  if (resizing_) {  // somebody else is at it
    gate_changed_.wait(lock, [this] { return !resizing_; });
    return;
  }
  resizing_ = true;
  const bool alone = gate_changed_.wait_for(lock, std::chrono::milliseconds(options_.wait_ms),
                                            [this] { return active_ == 0; });
  struct End {
    ~End() {
      env.resizing_ = false;
      env.gate_changed_.notify_all();
    }
    const Env& env;
  } end{*this};
  if (!alone) {
    throw StoreError(StoreError::Kind::full,
                     fmt::format("the map of {} is full, and cannot grow while this process reads: "
                                 "{} readings did not end "
                                 "within {} ms; nothing was written",
                                 directory_.string(), active_, options_.wait_ms));
  }
  // Another process may have made the file outgrow our map: twice the file holds what it wrote,
  // whatever its map.
  struct stat status {};
  if (fstat(data_file_, &status) != 0) fail(errno, "read");
  const std::uint64_t map = map_bytes();
  remap(std::max(
      {2 * map, map + 2 * expected_bytes, 2 * static_cast<std::uint64_t>(status.st_size)}));
}

void Env::grow_if_idle() const {
  MDB_envinfo info;
  MDB_stat stat;
  mdb_env_info(env_, &info);
  mdb_env_stat(env_, &stat);
  if ((info.me_last_pgno + 1) * stat.ms_psize <= info.me_mapsize / 2) return;
  const std::lock_guard lock(gate_);
  if (active_ > 0 || resizing_) return;
  try {
    remap(2 * info.me_mapsize);
  } catch (const StoreError&) {
    // What was to be written is; whoever needs the space will say so.
    if (dead_) throw;
  }
}

// With the gate closed, or its mutex held and nobody inside.
void Env::remap(std::uint64_t bytes) const {
  bytes = round_up(bytes);
  // LMDB gives up its map before it asks for the new one, and has none if it does not get it: look
  // first.
  void* const probe =
      mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (probe == MAP_FAILED) {
    throw StoreError(StoreError::Kind::full,
                     fmt::format("cannot map {} bytes for {}: {}; nothing was written", bytes,
                                 directory_.string(), describe(errno)));
  }
  munmap(probe, bytes);
  if (const int error = mdb_env_set_mapsize(env_, bytes)) {
    dead_ = true;
    fail(error, "map");
  }
}

// ---- failures

void Env::require_alive() const {
  if (dead_) {
    throw StoreError(StoreError::Kind::io,
                     fmt::format("{} failed earlier and must be opened anew", directory_.string()));
  }
}

void Env::fail(int error, std::string_view operation) const {
  throw StoreError(kind_of(error), fmt::format("cannot {} {}: {}", operation, directory_.string(),
                                               describe(error)));
}

void Env::fail_commit(int error, std::uint64_t expected_bytes) const {
  // A write that fails within the header pages is LMDB's one fatal failure: it refuses everything
  // from then on.
  MDB_txn* probe = nullptr;
  const int alive =
      error == MDB_PANIC ? MDB_PANIC : mdb_txn_begin(env_, nullptr, MDB_RDONLY, &probe);
  if (probe) mdb_txn_abort(probe);
  if (alive == MDB_PANIC) {
    dead_ = true;
    throw StoreError(
        StoreError::Kind::io,
        fmt::format(
            "writing the header of {}/data.mdb failed ({}); open it anew to see whether the last "
            "commit was kept",
            directory_.string(), describe(error)));
  }
  // LMDB calls a write that was cut short EIO; most often that is the disk filling up.
  if (error == EIO && disk_is_full(expected_bytes)) error = ENOSPC;
  throw StoreError(kind_of(error), fmt::format("cannot write to {}: {}; nothing of it was written",
                                               directory_.string(), describe(error)));
}

bool Env::disk_is_full(std::uint64_t expected_bytes) const {
  struct stat status {};
  if (fstat(data_file_, &status) != 0) return false;
  const std::uint64_t wanted = std::max(expected_bytes, kMapGrain);
  struct rlimit limit {};
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
      static_cast<std::uint64_t>(status.st_size) + wanted > limit.rlim_cur) {
    return true;
  }
  // Asks for blocks past the end; what it gets, the next write uses.
  return fallocate(data_file_, FALLOC_FL_KEEP_SIZE, status.st_size, static_cast<off_t>(wanted)) !=
             0 &&
         (errno == ENOSPC || errno == EDQUOT || errno == EFBIG);
}

}  // namespace hexapla::lmdb
