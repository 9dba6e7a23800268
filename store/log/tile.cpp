#include "store/log/tile.h"

#include <charconv>
#include <stdexcept>

namespace hexapla {

namespace {

constexpr std::string_view kPrefix = "tile/";
constexpr std::string_view kEntries = "entries";
constexpr unsigned kMaxLevel = 63 / kTileHeight;
constexpr std::size_t kMaxEntryBytes = 65535;

std::string three_digits(std::uint64_t value) {
  std::string text = std::to_string(value);
  return std::string(3 - text.size(), '0') + text;
}

// Groups of three digits, all but the last behind an `x`: 1234067 is x001/x234/067.
std::string index_path(std::uint64_t index) {
  std::string path = three_digits(index % 1000);
  for (index /= 1000; index > 0; index /= 1000)
    path = "x" + three_digits(index % 1000) + "/" + path;
  return path;
}

std::optional<std::uint64_t> number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

}  // namespace

std::string TileName::path() const {
  std::string text(kPrefix);
  text += level ? std::to_string(*level) : std::string(kEntries);
  text += "/" + index_path(index);
  if (width != kTileWidth) text += ".p/" + std::to_string(width);
  return text;
}

std::optional<TileName> TileName::parse(std::string_view path) {
  const std::string_view whole = path;
  if (!path.starts_with(kPrefix)) return std::nullopt;
  path.remove_prefix(kPrefix.size());
  TileName tile;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  if (const std::string_view level = path.substr(0, slash); level != kEntries) {
    const auto value = number(level);
    if (!value || *value > kMaxLevel) return std::nullopt;
    tile.level = static_cast<unsigned>(*value);
  }
  path.remove_prefix(slash + 1);
  if (const std::size_t partial = path.find(".p/"); partial != std::string_view::npos) {
    const auto width = number(path.substr(partial + 3));
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    tile.width = static_cast<unsigned>(*width);
    path = path.substr(0, partial);
  }
  constexpr std::uint64_t kMaxIndex = std::uint64_t{1} << 56;
  for (bool more = true; more;) {
    more = path.starts_with('x');
    if (more) path.remove_prefix(1);
    const auto group = number(path.substr(0, 3));
    if (path.size() < 3 || !group || tile.index > kMaxIndex / 1000) return std::nullopt;
    tile.index = tile.index * 1000 + *group;
    path.remove_prefix(3);
    if (more) {
      if (!path.starts_with('/')) return std::nullopt;
      path.remove_prefix(1);
    }
  }
  // Whatever else reads as the same tile is not its name.
  if (!path.empty() || tile.path() != whole) return std::nullopt;
  return tile;
}

std::vector<TileName> tiles_of(std::uint64_t size) {
  std::vector<TileName> tiles;
  const auto add = [&](std::optional<unsigned> level, std::uint64_t hashes) {
    for (std::uint64_t index = 0; index < hashes / kTileWidth; ++index)
      tiles.push_back({level, index, kTileWidth});
    if (const auto rest = static_cast<unsigned>(hashes % kTileWidth); rest > 0) {
      tiles.push_back({level, hashes / kTileWidth, rest});
    }
  };
  add(std::nullopt, size);
  for (unsigned level = 0; size > 0; ++level, size /= kTileWidth) add(level, size);
  return tiles;
}

std::string encode_bundle(const std::vector<std::string>& entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    if (entry.size() > kMaxEntryBytes)
      throw std::length_error("a log entry of more than 65,535 bytes");
    bytes += static_cast<char>(entry.size() >> 8);
    bytes += static_cast<char>(entry.size() & 0xFF);
    bytes += entry;
  }
  return bytes;
}

std::optional<std::vector<std::string>> decode_bundle(std::string_view bytes) {
  std::vector<std::string> entries;
  while (!bytes.empty()) {
    if (bytes.size() < 2) return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 |
                             static_cast<unsigned char>(bytes[1]);
    bytes.remove_prefix(2);
    if (size > bytes.size()) return std::nullopt;
    entries.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return entries;
}

}  // namespace hexapla
