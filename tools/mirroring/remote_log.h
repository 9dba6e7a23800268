#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "http/peer.h"
#include "store/log/checkpoint.h"
#include "store/log/merkle.h"
#include "store/log/tile.h"

namespace hexapla {

// Another archive's log, read over HTTP (C2SP tlog-tiles). What comes is only form-checked here:
// whether it is in the log that the checkpoint names, the proofs tell. Throws StoreError::io as
// Peer does, InputError for what is not of the form.
class RemoteLog {
 public:
  // Gets the checkpoint.
  explicit RemoteLog(Peer& peer);

  const std::string& url() const { return peer_.url(); }
  // As it came, and taken apart.
  const std::string& note() const { return note_; }
  const CheckpointNote& checkpoint() const { return *checkpoint_; }
  std::uint64_t size() const { return checkpoint_->checkpoint.size; }
  const Digest& root() const { return checkpoint_->checkpoint.root; }

  // The entries of bundle `index`, as many as the checkpoint says: 256, or of the last one fewer.
  std::vector<std::string> bundle(std::uint64_t index);
  // That the first `old_size` entries have this root.
  bool grew_from(std::uint64_t old_size, const Digest& old_root);
  bool contains(std::uint64_t index, const std::string& entry);

  // A text or capture; absent where the other archive does not have it (any more). Throws
  // InputError for other bytes.
  std::optional<std::string> object(const Digest& digest, std::size_t max_bytes);
  // The event that the other archive named when it last said that an object is gone.
  std::optional<std::uint64_t> event_named() const { return event_named_; }

 private:
  const std::string& tile(const TileName& name);
  SubtreeHash subtrees();
  std::string get(const std::string& path, std::size_t max_bytes);

  Peer& peer_;
  std::string note_;
  std::optional<CheckpointNote> checkpoint_;
  std::map<std::string, std::string> tiles_;  // by path; emptied when there are many
  std::optional<std::uint64_t> event_named_;
};

}  // namespace hexapla
