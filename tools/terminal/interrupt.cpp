#include "tools/terminal/interrupt.h"

#include <csignal>

namespace hexapla {

namespace {

std::atomic<bool> is_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

void remember(int) { is_interrupted.store(true); }

}  // namespace

InterruptGuard::InterruptGuard() {
  is_interrupted.store(false);
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags =
      static_cast<int>(SA_RESETHAND);  // the second one ends the process; reads are interrupted
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& InterruptGuard::flag() const { return is_interrupted; }

}  // namespace hexapla
