#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/engine/engine.h"
#include "store/log/checkpoint.h"
#include "store/log/merkle.h"
#include "store/log/note.h"
#include "store/log/tile.h"
#include "store/model/digest.h"

namespace hexapla {

// The log as something that others can check: its name and key, checkpoint, tiles and proofs.
//
// Of one snapshot, which must outlive it. Costs O(log size) reads a call, at most 256 rows each.
// Throws StoreError::corrupt where the tree contradicts its form; whether it is the tree of the
// events only Archive::verify() says.
class LogReading {
 public:
  explicit LogReading(const Snapshot& rows);

  const std::string& origin() const { return origin_; }
  // As the first event names it; absent: checkpoints are not signed.
  const std::optional<NoteVerifier>& key() const { return key_; }
  std::uint64_t size() const;
  // The archive that this one is a mirror of; empty for none.
  std::string follows() const;

  // As stored: a signed note, or without a key its text alone. Empty when there is none, which is
  // damage.
  std::string checkpoint() const;

  // Of the first `size` entries. Throws std::invalid_argument when there are not that many.
  Digest root(std::uint64_t size) const;
  // Leaf to root, and old tree to new one: the arguments are as in store/log/merkle.h, `size` at
  // most size().
  std::vector<Digest> inclusion(std::uint64_t index, std::uint64_t size) const;
  std::vector<Digest> consistency(std::uint64_t old_size, std::uint64_t size) const;

  // The whole tree, to be gone on with.
  TreeBuilder builder() const;

  // Bytes of a tile or an entry bundle; nothing where the log is not that long.
  std::optional<std::string> tile(const TileName& name) const;

 private:
  void require(std::uint64_t size) const;

  const Snapshot& rows_;
  std::string origin_;
  std::optional<NoteVerifier> key_;
};

}  // namespace hexapla
