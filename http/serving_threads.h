#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hexapla {

// Threads that take jobs in the order they come. add() waits while kMaxPending jobs wait already:
// whoever accepts connections then stops, and the kernel's queue fills.
class ServingThreads {
 public:
  static constexpr std::size_t kMaxPending = 1024;

  explicit ServingThreads(unsigned threads);
  ~ServingThreads() { finish(); }

  void add(std::function<void()> job);
  // Carries out what is pending and ends the threads.
  void finish();
  // Whether jobs wait for a thread.
  bool is_crowded() const { return pending_ > 0; }

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable added_, taken_;
  std::deque<std::function<void()>> jobs_;
  std::atomic<std::size_t> pending_ = 0;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace hexapla
