#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Tiles of a log (C2SP tlog-tiles): 256 hashes of one level of the tree, or 256 entries, at a path
// that says which.

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8;

// Which tile; `width` is 256, or 1 to 255 for the last, partial one.
struct TileName {
  std::optional<unsigned> level;  // absent: an entry bundle
  std::uint64_t index = 0;
  unsigned width = kTileWidth;

  // `tile/0/x001/234`, `tile/entries/000.p/7`.
  std::string path() const;
  // Only the form that path() writes.
  static std::optional<TileName> parse(std::string_view path);
  friend bool operator==(const TileName&, const TileName&) = default;
};

// All tiles of a log of `size` entries, as a static export holds them: full ones, and the last
// partial one of each level.
std::vector<TileName> tiles_of(std::uint64_t size);

// An entry bundle: each entry behind its length in 2 bytes, big-endian. Throws std::length_error
// for an entry of more than 65,535 bytes.
std::string encode_bundle(const std::vector<std::string>& entries);
// Nothing when the lengths do not come out exactly.
std::optional<std::vector<std::string>> decode_bundle(std::string_view bytes);

}  // namespace hexapla
