#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

#include "store/archive/overlay.h"
#include "store/engine/engine.h"

namespace hexapla {

// The one batching writer: planned writes of many threads share a transaction and its fsync.
//
// Why one thread: LMDB has one writer at a time anyway, a commit costs an fsync however much it
// holds, and events are numbered in the order in which they are planned. Writes that wait while a
// commit is on its way make up the next one.
class Committer {
 public:
  struct Write {
    // Waits until the write can be planned (its text is prepared). May throw.
    std::function<void()> wait_until_ready;
    // Puts events from `number` on, mostly one, and what follows from them. Throws to refuse;
    // called again, over newer rows, when another process committed in between.
    std::function<void(Overlay& rows, std::uint64_t number)> plan;
    // Exactly one of these is called, once, when the write is durable or has failed.
    std::function<void()> done;
    std::function<void(std::exception_ptr)> failed;
    std::size_t bytes = 0;
  };

  // `seal` is called once for each commit that adds events, when all of them are planned: the log
  // then has `size` events.
  using Seal = std::function<void(Overlay& rows, std::uint64_t size)>;
  // `committed` is called after each commit, before anybody is told. Must not throw.
  Committer(Engine& engine, Seal seal, std::function<void()> committed)
      : engine_(engine),
        seal_(std::move(seal)),
        committed_(std::move(committed)),
        thread_([this] { run(); }) {}
  // Carries out everything that was submitted.
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // Writes are carried out in the order of submission. Waits while too much is pending.
  void submit(Write write);

 private:
  void run();
  // The writes that go into one commit: the oldest, and those behind it that fit.
  std::deque<Write> take_batch();
  void commit(std::deque<Write> writes);

  Engine& engine_;
  const Seal seal_;
  const std::function<void()> committed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Write> pending_;
  std::size_t pending_bytes_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hexapla
