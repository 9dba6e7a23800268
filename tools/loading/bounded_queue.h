#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace hexapla {

// Hands values from one thread to another in order, and makes the giver wait when too much is on
// its way.
template <typename T>
class BoundedQueue {
 public:
  BoundedQueue(std::size_t max_values, std::size_t max_weight)
      : max_values_(max_values), max_weight_(max_weight) {}

  // Waits for room. A value heavier than the whole queue goes in alone. False when the queue is
  // closed: `value` is dropped.
  bool push(T value, std::size_t weight) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return closed_ || values_.empty() ||
             (values_.size() < max_values_ && weight_ + weight <= max_weight_);
    });
    if (closed_) return false;
    values_.emplace_back(std::move(value), weight);
    weight_ += weight;
    changed_.notify_all();
    return true;
  }

  // Waits for a value; nothing when the queue is ended and empty, or closed.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || ended_ || !values_.empty(); });
    if (closed_ || values_.empty()) return std::nullopt;
    std::optional<T> value(std::move(values_.front().first));
    weight_ -= values_.front().second;
    values_.pop_front();
    changed_.notify_all();
    return value;
  }

  bool is_empty() const {
    const std::lock_guard lock(mutex_);
    return values_.empty();
  }

  // No more will be pushed; what is there can still be popped.
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  // Whoever waits is let go; what is there is dropped.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::size_t max_values_, max_weight_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<T, std::size_t>> values_;
  std::size_t weight_ = 0;
  bool ended_ = false, closed_ = false;
};

}  // namespace hexapla
