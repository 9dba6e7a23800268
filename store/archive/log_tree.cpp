#include "store/archive/log_tree.h"

#include <algorithm>
#include <vector>

#include "store/engine/big_endian.h"
#include "store/model/error.h"

namespace hexapla {

namespace {

constexpr std::uint64_t kLastOfTile = kTileWidth - 1;
// To a row: a row of its own would cost a hash as much again.
constexpr std::uint64_t kHashesOfRow = 8;

// Leaves come last, so that the table grows at its end.
std::string row_key(unsigned tile_level, std::uint64_t hash) {
  return std::string(1, static_cast<char>(0xFF - tile_level)) + big_endian(hash / kHashesOfRow);
}

// `count` neighbouring hashes one after another; fewer where the table ends before.
std::string hashes(const Snapshot& rows, unsigned tile_level, std::uint64_t first,
                   std::uint64_t count) {
  std::string bytes;
  std::uint64_t next = first;
  rows.scan(Table::tree, row_key(tile_level, first),
            [&](std::string_view key, std::string_view value) {
              if (next == first + count || key != row_key(tile_level, next)) return false;
              const std::uint64_t within = next % kHashesOfRow;
              const std::uint64_t held = value.size() / Digest::kSize;
              if (within >= held) return false;
              const std::uint64_t taken = std::min(held - within, first + count - next);
              bytes += value.substr(within * Digest::kSize, taken * Digest::kSize);
              next += taken;
              return next % kHashesOfRow == 0;
            });
  return bytes;
}

void append_hash(RebuildWriter& rows, unsigned tile_level, std::uint64_t number,
                 const Digest& hash) {
  const std::uint64_t within = number % kHashesOfRow;
  std::string row = hashes(rows, tile_level, number - within, within);
  if (row.size() != within * Digest::kSize) {
    throw StoreError(StoreError::Kind::corrupt, "hashes of the log's tree before number " +
                                                    std::to_string(number) + " of tile level " +
                                                    std::to_string(tile_level) +
                                                    " are missing: run `hexapla reindex`");
  }
  row += hash.raw();
  rows.put(Table::tree, row_key(tile_level, number), row);
}

// The root over hashes whose number is a power of two.
Digest folded(const std::string& bytes) {
  std::vector<Digest> level;
  for (std::size_t at = 0; at < bytes.size(); at += Digest::kSize) {
    level.push_back(*Digest::from_raw(std::string_view(bytes).substr(at, Digest::kSize)));
  }
  for (; level.size() > 1; level.resize(level.size() / 2)) {
    for (std::size_t i = 0; i < level.size() / 2; ++i)
      level[i] = node_hash(level[2 * i], level[2 * i + 1]);
  }
  return level.front();
}

Digest full_subtree(const Snapshot& rows, unsigned level, std::uint64_t index) {
  const unsigned within = level % kTileHeight;
  const std::uint64_t count = std::uint64_t{1} << within;
  const std::string bytes = hashes(rows, level / kTileHeight, index << within, count);
  if (bytes.size() != count * Digest::kSize) {
    throw StoreError(StoreError::Kind::corrupt,
                     "a hash of the log's tree is missing (level " + std::to_string(level) +
                         ", number " + std::to_string(index) + "): run `hexapla reindex`");
  }
  return folded(bytes);
}

}  // namespace

void append_leaf(RebuildWriter& rows, std::uint64_t number, const Digest& leaf) {
  append_hash(rows, 0, number, leaf);
  for (unsigned level = 0; (number & kLastOfTile) == kLastOfTile; ++level) {
    number /= kTileWidth;
    const Digest hash = full_subtree(rows, (level + 1) * kTileHeight - 1, number * 2);
    const Digest next = full_subtree(rows, (level + 1) * kTileHeight - 1, number * 2 + 1);
    append_hash(rows, level + 1, number, node_hash(hash, next));
  }
}

SubtreeHash stored_subtrees(const Snapshot& rows) {
  return [&rows](unsigned level, std::uint64_t index) { return full_subtree(rows, level, index); };
}

std::optional<std::string> stored_tile(const Snapshot& rows, unsigned level, std::uint64_t index,
                                       unsigned width) {
  std::string bytes = hashes(rows, level, index * kTileWidth, width);
  if (bytes.size() != width * Digest::kSize) return std::nullopt;
  return bytes;
}

}  // namespace hexapla
