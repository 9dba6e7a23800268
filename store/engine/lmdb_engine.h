#pragma once

#include <filesystem>
#include <memory>

#include "store/engine/engine.h"

namespace hexapla {

struct LmdbOptions {
  // Works in a folder that may not be written to. Readers cannot announce themselves there: nobody
  // else may write to it meanwhile.
  bool read_only = false;
  // Reserved address space; grows by itself when full, also when another process grew it.
  std::uint64_t map_bytes = std::uint64_t{64} << 30;
  // How long a commit waits for another process that is writing before it throws StoreError::busy.
  int lock_wait_ms = 10'000;
};

// The Engine in one LMDB environment: DIR/data.mdb and DIR/lock.mdb, a writer's lock in
// DIR/writer.lock.
//
// Throws StoreError: missing when there is no environment and !create, io with the path when the
// folder cannot be read.
std::unique_ptr<Engine> open_lmdb_engine(const std::filesystem::path& directory, bool create,
                                         LmdbOptions options = {});

// Writes DIR/data.mdb anew without its free space: what was removed before is nowhere in it after.
//
// Throws StoreError: busy while anybody has it open, in this process or another; full when there is
// no room for a second one; io, corrupt, missing. Then it is untouched.
struct Compaction {
  std::uint64_t bytes_before = 0, free_bytes_before = 0, bytes_after = 0;
};
Compaction compact_lmdb(const std::filesystem::path& directory, LmdbOptions options = {});

}  // namespace hexapla
