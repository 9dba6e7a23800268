#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>

#include "store/engine/lmdb_file.h"
#include "store/engine/lmdb_native.h"

namespace hexapla::lmdb {
namespace {

// Closed, and its file removed unless it was put in its place, when it goes.
struct NewFile {
  explicit NewFile(std::filesystem::path path_of_it) : path(std::move(path_of_it)) {}
  ~NewFile() {
    if (number < 0) return;
    close(number);
    if (!is_in_place) unlink(path.c_str());
  }
  std::filesystem::path path;
  int number = -1;
  bool is_in_place = false;
};

// Another process that has LMDB's lock file; 0 for none.
pid_t user_of(int lock_file) {
  struct flock range {};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = 0;
  range.l_len = 1;
  if (fcntl(lock_file, F_GETLK, &range) != 0 || range.l_type == F_UNLCK) return 0;
  return range.l_pid;
}

template <class Number>
Number number_at(std::string_view bytes, std::size_t offset) {
  Number number{};
  if (offset + sizeof number <= bytes.size())
    std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

// Writes zeros over the bytes of a copied file that belong to no row: the gap in a page between its
// offsets and its nodes, and what follows a long value on its last page. LMDB leaves there what its
// buffers held before, rows that are gone among that, and copies it along. The form of pages is
// described in lmdb_file.cpp; all of a copy but its two headers are in use.
class Blanking {
 public:
  Blanking(int file, std::size_t page_bytes) : file_(file), page_(page_bytes, '\0') {}

  // False when the file is not of that form, or errno says why it could not be done.
  bool run() {
    errno = 0;
    for (std::uint64_t number = 2;;) {
      const ssize_t got = pread(file_, page_.data(), page_.size(), place_of(number));
      if (got == 0) return true;
      if (got != static_cast<ssize_t>(page_.size())) return false;
      constexpr std::uint16_t kBranch = 1, kLeaf = 2, kOverflow = 4;
      const auto flags = number_at<std::uint16_t>(page_, 10);
      if (flags == kOverflow) {
        const auto pages = number_at<std::uint32_t>(page_, 12);
        if (pages == 0) return false;
        number += pages;
        continue;
      }
      if ((flags != kBranch && flags != kLeaf) || !blank_page(number, flags == kLeaf)) return false;
      ++number;
    }
  }

 private:
  off_t place_of(std::uint64_t number) const { return static_cast<off_t>(number * page_.size()); }

  bool blank_page(std::uint64_t number, bool is_leaf) {
    const std::size_t lower = number_at<std::uint16_t>(page_, 12),
                      upper = number_at<std::uint16_t>(page_, 14);
    if (lower < kPageHeaderBytes || upper < lower || upper > page_.size()) return false;
    for (std::size_t at = kPageHeaderBytes; is_leaf && at < lower; at += 2) {
      if (!blank_rest_of_value(number_at<std::uint16_t>(page_, at))) return false;
    }
    return blank(static_cast<std::uint64_t>(place_of(number)) + lower, upper - lower);
  }

  bool blank_rest_of_value(std::size_t node) {
    constexpr std::uint16_t kBig = 1;
    constexpr std::size_t kNodeHeaderBytes = 8;
    if ((number_at<std::uint16_t>(page_, node + 4) & kBig) == 0) return true;
    const std::uint64_t length = number_at<std::uint16_t>(page_, node) |
                                 std::uint64_t{number_at<std::uint16_t>(page_, node + 2)} << 16;
    const std::size_t key_bytes = number_at<std::uint16_t>(page_, node + 6);
    const auto first = number_at<std::uint64_t>(page_, node + kNodeHeaderBytes + key_bytes);
    if (first < 2) return false;
    const std::uint64_t end = first * page_.size() + kPageHeaderBytes + length;
    return blank(end, (page_.size() - end % page_.size()) % page_.size());
  }

  bool blank(std::uint64_t from, std::size_t bytes) {
    if (from + bytes > static_cast<std::uint64_t>(lseek(file_, 0, SEEK_END))) return false;
    const std::string zeros(bytes, '\0');
    return pwrite(file_, zeros.data(), bytes, static_cast<off_t>(from)) ==
           static_cast<ssize_t>(bytes);
  }

  static constexpr std::size_t kPageHeaderBytes = 16;
  const int file_;
  std::string page_;
};

[[noreturn]] void fail_busy(const std::filesystem::path& directory, const std::string& who) {
  throw StoreError(StoreError::Kind::busy,
                   fmt::format("{} has {} open: end it, then try again; nothing was changed", who,
                               directory.string()));
}

[[noreturn]] void fail_io(const char* operation, const std::filesystem::path& path, int error) {
  throw StoreError(kind_of(error), fmt::format("cannot {} {}: {}; nothing was changed", operation,
                                               path.string(), describe(error)));
}

}  // namespace

Env::Size Env::write_anew(const std::filesystem::path& directory, const Options& options) {
  const std::filesystem::path data = directory / "data.mdb", locks = directory / "lock.mdb";
  std::shared_ptr<Env> env = Env::open(directory, options);
  if (env.use_count() != 1) fail_busy(directory, "this process");
  // Outlives the environment: POSIX drops all locks of a process on a file when any of its
  // descriptors is closed, LMDB's as well.
  struct LockFile {
    int number;
    ~LockFile() {
      if (number >= 0) close(number);
    }
  };
  const LockFile lock_file{::open(locks.c_str(), O_RDWR | O_CLOEXEC)};
  const std::shared_ptr<Env> closing_first = std::move(env);
  Env& self = *closing_first;
  self.writer_lock_->lock(options.wait_ms);
  const pid_t user = lock_file.number < 0 ? 0 : user_of(lock_file.number);
  if (user != 0 || !self.presence_->try_alone())
    fail_busy(directory, user > 0 ? fmt::format("process {}", user) : "another process");

  const Size before = self.size();
  struct stat status {};
  if (stat(data.c_str(), &status) != 0) fail_io("look at", data, errno);
  NewFile fresh(directory / "data.mdb.new");
  unlink(fresh.path.c_str());
  fresh.number =
      ::open(fresh.path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 07777);
  if (fresh.number < 0) fail_io("make", fresh.path, errno);
  if (const int error = mdb_env_copyfd2(self.env_, fresh.number, MDB_CP_COMPACT))
    fail_io("write", fresh.path, error);
  MDB_stat pages;
  mdb_env_stat(self.env_, &pages);
  if (!Blanking(fresh.number, pages.ms_psize).run()) {
    if (errno != 0) fail_io("write", fresh.path, errno);
    throw StoreError(StoreError::Kind::corrupt,
                     data.string() + " has pages of another form than LMDB's; nothing was changed");
  }
  if (fsync(fresh.number) != 0) fail_io("write", fresh.path, errno);
  check_every_page(fresh.path);
  if (rename(fresh.path.c_str(), data.c_str()) != 0) fail_io("put in place", fresh.path, errno);
  fresh.is_in_place = true;
  // It speaks of transactions of the file that is gone. Whoever opens the archive next makes it
  // anew, and cannot before we are done.
  unlink(locks.c_str());
  sync_folder(directory);
  return before;
}

}  // namespace hexapla::lmdb
