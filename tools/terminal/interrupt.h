#pragma once

#include <atomic>

namespace hexapla {

// While one lives, the first Ctrl-C or SIGTERM sets a flag instead of ending the process; the
// second one ends it. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  const std::atomic<bool>& flag() const;
};

}  // namespace hexapla
