#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "store/archive/archive.h"
#include "tools/mirroring/remote_log.h"

namespace hexapla {

struct MirrorOptions {
  std::optional<NoteVerifier>
      key;  // that the other log must have; absent: the one its first entry names is believed
  std::size_t max_object_bytes = std::size_t{256} << 20;
};

struct Mirrored {
  std::uint64_t taken = 0;  // entries that were new
  Checkpoint there;
  bool is_signed = false;
  bool is_behind = false;  // the other archive has fewer entries than this one, and of the same log
};

// Brings the archive in `directory` up to another one's: takes its new entries and what they name.
//
// Everything is verified before it is committed: the checkpoint's signature, that its log grew out
// of what is held here, each entry as part of it, each object by its digest, and each missing
// object by the entry that withdraws it. Commits some entries at a time; cut off anywhere, the next
// run goes on. Memory does not grow with the log.
//
// Throws RefusedError::conflicting when the two logs have parted, saying both checkpoints;
// InputError for a peer that lies; StoreError::io for one that does not answer as it should. Then
// nothing but whole, verified entries was added.
Mirrored mirror(RemoteLog& remote, const std::filesystem::path& directory,
                std::shared_ptr<const Aligner> aligner, const MirrorOptions& options,
                const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace hexapla
