#pragma once

#include <filesystem>

namespace hexapla {

// That a process has an archive's file open, for whoever wants to put another file in its place: a
// lock on the second byte of DIR/writer.lock, shared by all that have it open.
//
// LMDB's own lock file cannot serve: who waits for it goes on with what it said before.
class PresenceLock {
 public:
  // Takes its share; waits `wait_ms` while another process puts a file in place, then throws
  // StoreError::busy. Nothing is locked where the file is missing or cannot be read: an archive on
  // a read-only medium.
  PresenceLock(const std::filesystem::path& directory, int wait_ms);
  ~PresenceLock();
  PresenceLock(const PresenceLock&) = delete;
  PresenceLock& operator=(const PresenceLock&) = delete;

  // Has it alone from now on. False when another process has its share.
  bool try_alone();

 private:
  bool try_lock(short type);

  int file_ = -1;
};

}  // namespace hexapla
