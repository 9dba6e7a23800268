#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/engine/engine.h"
#include "store/log/merkle.h"
#include "store/log/tile.h"

namespace hexapla {

// The log's Merkle tree in the table `tree`: of its levels those that tiles are cut from, every
// eighth, and of these the hashes of full subtrees. All else is computed from at most 256
// neighbours. A row a leaf is what an append costs.

// Adds leaf `number`, and the hashes of the tiles that it fills. Leaves come in order.
void append_leaf(RebuildWriter& rows, std::uint64_t number, const Digest& leaf);

// Full subtrees as stored; `rows` must outlive it. It throws StoreError::corrupt where a hash is
// missing.
SubtreeHash stored_subtrees(const Snapshot& rows);

// The bytes of a tile of hashes; nothing where the log is not that long yet.
std::optional<std::string> stored_tile(const Snapshot& rows, unsigned level, std::uint64_t index,
                                       unsigned width);

}  // namespace hexapla
