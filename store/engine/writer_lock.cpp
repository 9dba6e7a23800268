#include "store/engine/writer_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>

#include "store/model/error.h"

namespace hexapla {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr microseconds kFirstPause{100};
constexpr microseconds kLongestPause{5'000};

// How long a process stands in the queue before it asks for the lock past it: one that was stopped
// while it waited must not hold up the others.
constexpr milliseconds kQueuePatience{1'000};

std::string spell_wait(int wait_ms) {
  return wait_ms % 1000 == 0 ? fmt::format("{} s", wait_ms / 1000) : fmt::format("{} ms", wait_ms);
}

// The process that took the lock last; 0 when the file does not say.
long holder(int file) {
  std::array<char, 24> text{};
  const ssize_t length = pread(file, text.data(), text.size(), 0);
  long pid = 0;
  if (length > 0) std::from_chars(text.data(), text.data() + length, pid);
  return pid;
}

}  // namespace

WriterLock::WriterLock(const std::filesystem::path& directory) : directory_(directory) {
  const std::filesystem::path path = directory / "writer.lock";
  file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
  if (file_ < 0) {
    throw StoreError(StoreError::Kind::io,
                     fmt::format("cannot open {} for writing: {}; nothing was written",
                                 path.string(), std::generic_category().message(errno)));
  }
}

WriterLock::~WriterLock() { close(file_); }

// The queue is a lock of its own on the file's first byte, held while waiting only: a process that
// releases the lock and wants it again finds the queue taken and lets the other one pass. Both
// kinds of lock are independent of each other on Linux.
bool WriterLock::try_queue(bool take) {
  struct flock range {};
  range.l_type = static_cast<short>(take ? F_WRLCK : F_UNLCK);
  range.l_whence = SEEK_SET;
  range.l_start = 0;
  range.l_len = 1;
  return fcntl(file_, F_OFD_SETLK, &range) == 0;
}

void WriterLock::lock(int wait_ms) {
  const Clock::time_point start = Clock::now();
  const Clock::time_point deadline = start + milliseconds(wait_ms);
  const Clock::time_point patience = start + std::min(kQueuePatience, milliseconds(wait_ms) / 2);
  bool queued = false;
  microseconds pause = kFirstPause;
  for (;;) {
    queued = queued || try_queue(true);
    if (queued || Clock::now() >= patience) {
      if (flock(file_, LOCK_EX | LOCK_NB) == 0) break;
      if (errno != EWOULDBLOCK && errno != EINTR) {
        const int error = errno;
        if (queued) try_queue(false);
        throw StoreError(StoreError::Kind::io,
                         fmt::format("cannot lock {}: {}; nothing was written",
                                     (directory_ / "writer.lock").string(),
                                     std::generic_category().message(error)));
      }
    }
    if (Clock::now() >= deadline) {
      if (queued) try_queue(false);
      const long pid = holder(file_);
      throw StoreError(
          StoreError::Kind::busy,
          fmt::format("another process{} is writing to {}; waited {}; nothing was written",
                      pid > 0 ? fmt::format(" (pid {})", pid) : "", directory_.string(),
                      spell_wait(wait_ms)));
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
  if (queued) try_queue(false);
  if (holder(file_) != getpid()) {
    // Only a name for the message above: failing to write it is no reason not to go on.
    const std::string text = fmt::format("{:<20}\n", getpid());
    [[maybe_unused]] const ssize_t written = pwrite(file_, text.data(), text.size(), 0);
  }
}

void WriterLock::unlock() { flock(file_, LOCK_UN); }

}  // namespace hexapla
