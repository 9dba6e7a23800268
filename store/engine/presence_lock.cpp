#include "store/engine/presence_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "store/model/error.h"

namespace hexapla {

PresenceLock::PresenceLock(const std::filesystem::path& directory, int wait_ms) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kPause{5};
  const std::filesystem::path path = directory / "writer.lock";
  file_ = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file_ < 0) file_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) return;
  const auto deadline = Clock::now() + std::chrono::milliseconds(wait_ms);
  while (!try_lock(F_RDLCK)) {
    if (Clock::now() >= deadline) {
      close(file_);
      throw StoreError(StoreError::Kind::busy,
                       fmt::format("another process is writing the file of {} anew; try again when "
                                   "it is done",
                                   directory.string()));
    }
    std::this_thread::sleep_for(kPause);
  }
}

PresenceLock::~PresenceLock() {
  if (file_ >= 0) close(file_);
}

bool PresenceLock::try_alone() { return file_ >= 0 && try_lock(F_WRLCK); }

bool PresenceLock::try_lock(short type) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = 1;
  range.l_len = 1;
  return fcntl(file_, F_OFD_SETLK, &range) == 0;
}

}  // namespace hexapla
