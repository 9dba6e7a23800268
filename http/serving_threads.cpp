#include "http/serving_threads.h"

namespace hexapla {

ServingThreads::ServingThreads(unsigned threads) {
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

void ServingThreads::add(std::function<void()> job) {
  std::unique_lock lock(mutex_);
  taken_.wait(lock, [this] { return jobs_.size() < kMaxPending || finishing_; });
  jobs_.push_back(std::move(job));
  pending_ = jobs_.size();
  lock.unlock();
  added_.notify_one();
}

void ServingThreads::finish() {
  {
    const std::lock_guard lock(mutex_);
    finishing_ = true;
  }
  added_.notify_all();
  taken_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void ServingThreads::work() {
  for (;;) {
    std::unique_lock lock(mutex_);
    added_.wait(lock, [this] { return !jobs_.empty() || finishing_; });
    if (jobs_.empty()) return;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    pending_ = jobs_.size();
    lock.unlock();
    taken_.notify_one();
    job();
  }
}

}  // namespace hexapla
