#pragma once

#include <filesystem>

namespace hexapla {

// The right to write to one archive, among processes: flock(2) on DIR/writer.lock, which holds the
// number of the process that had it last.
//
// LMDB has a writer's mutex of its own, which waits for ever: behind a stopped process everybody
// would hang. Whoever holds this lock is the only one to ask for LMDB's. The kernel frees it when
// its holder dies. For one thread at a time; a forked child needs its own.
class WriterLock {
 public:
  // Opens the file, and makes it where there is none. Throws StoreError::io.
  explicit WriterLock(const std::filesystem::path& directory);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

  // Throws StoreError::busy, naming the process that writes, when the lock is not to be had within
  // `wait_ms`. Processes that wait come next in turn: one that writes without pause cannot starve
  // them.
  void lock(int wait_ms);
  void unlock();

 private:
  bool try_queue(bool take);

  std::filesystem::path directory_;
  int file_ = -1;
};

}  // namespace hexapla
