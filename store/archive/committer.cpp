#include "store/archive/committer.h"

#include <memory>
#include <vector>

#include "store/archive/keys.h"
#include "store/archive/lookup.h"
#include "store/model/error.h"

namespace hexapla {

namespace {
constexpr std::size_t kMaxWritesPerCommit = 64;
constexpr std::size_t kMaxBytesPerCommit = std::size_t{8} << 20;
constexpr std::size_t kMaxPendingWrites = 512;
constexpr std::size_t kMaxPendingBytes = std::size_t{128} << 20;
constexpr int kMaxAttempts = 1000;
}  // namespace

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Committer::submit(Write write) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return pending_.empty() ||
           (pending_.size() < kMaxPendingWrites && pending_bytes_ + write.bytes < kMaxPendingBytes);
  });
  pending_bytes_ += write.bytes;
  pending_.push_back(std::move(write));
  lock.unlock();
  changed_.notify_all();
}

std::deque<Committer::Write> Committer::take_batch() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || !pending_.empty(); });
  std::deque<Write> batch;
  std::size_t bytes = 0;
  while (!pending_.empty() && batch.size() < kMaxWritesPerCommit &&
         (batch.empty() || bytes + pending_.front().bytes <= kMaxBytesPerCommit)) {
    bytes += pending_.front().bytes;
    pending_bytes_ -= pending_.front().bytes;
    batch.push_back(std::move(pending_.front()));
    pending_.pop_front();
  }
  lock.unlock();
  changed_.notify_all();
  return batch;
}

void Committer::run() {
  for (;;) {
    std::deque<Write> batch = take_batch();
    if (batch.empty()) return;
    commit(std::move(batch));
  }
}

void Committer::commit(std::deque<Write> writes) {
  for (Write& write : writes) {
    try {
      if (write.wait_until_ready) write.wait_until_ready();
    } catch (...) {
      write.failed(std::current_exception());
      write.plan = nullptr;
    }
  }
  std::erase_if(writes, [](const Write& write) { return !write.plan; });

  try {
    for (int attempt = 0; attempt < kMaxAttempts; ++attempt) {
      Batch batch;
      std::vector<std::exception_ptr> refusals(writes.size());
      {
        const auto snapshot = engine_.snapshot();
        Overlay all(*snapshot);
        const std::uint64_t first = count_events(*snapshot);
        std::uint64_t number = first;
        for (std::size_t i = 0; i < writes.size(); ++i) {
          Overlay one(all);
          try {
            writes[i].plan(one, number);
            while (one.get(Table::events, event_key(number))) ++number;
            one.merge_into(all);
          } catch (...) {
            refusals[i] = std::current_exception();
          }
        }
        // Whoever commits first takes the number: then all of this is planned anew.
        if (number > first) {
          seal_(all, number);
          batch.require.push_back({Table::events, event_key(first), std::nullopt});
        }
        all.move_to(batch);
      }
      const bool nothing_to_do = batch.put.empty() && batch.del.empty() && batch.objects.empty();
      const CommitOutcome outcome = nothing_to_do ? CommitOutcome::ok : engine_.commit(batch);
      if (outcome == CommitOutcome::ok) {
        if (!nothing_to_do) committed_();
        for (std::size_t i = 0; i < writes.size(); ++i) {
          if (refusals[i]) {
            writes[i].failed(refusals[i]);
          } else {
            writes[i].done();
          }
        }
        return;
      }
      if (outcome == CommitOutcome::too_large) {
        throw StoreError(StoreError::Kind::io,
                         "the store refuses a batch of this size; nothing was written");
      }
    }
    throw StoreError(
        StoreError::Kind::busy,
        "other processes keep writing to this archive; nothing was written: try again");
  } catch (...) {
    for (Write& write : writes) write.failed(std::current_exception());
  }
}

}  // namespace hexapla
