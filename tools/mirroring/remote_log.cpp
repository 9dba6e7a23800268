#include "tools/mirroring/remote_log.h"

#include <nlohmann/json.hpp>

#include "store/model/error.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxCheckpointBytes = std::size_t{64} << 10;
constexpr std::size_t kMaxEntryBytes = 65535 + 2;
constexpr std::size_t kMaxProblemBytes = std::size_t{64} << 10;
constexpr std::size_t kTilesKept = 256;

// Of `hashes` neighbours in a row of the tree, those of one tile.
TileName tile_name(std::optional<unsigned> level, std::uint64_t index, std::uint64_t hashes) {
  const std::uint64_t width = std::min<std::uint64_t>(kTileWidth, hashes - index * kTileWidth);
  return {level, index, static_cast<unsigned>(width)};
}

}  // namespace

RemoteLog::RemoteLog(Peer& peer) : peer_(peer) {
  note_ = get("/checkpoint", kMaxCheckpointBytes);
  checkpoint_ = CheckpointNote::parse(note_);
  if (!checkpoint_)
    throw InputError({.file = url() + "/checkpoint"},
                     "is no checkpoint of a log (C2SP tlog-checkpoint)");
}

std::string RemoteLog::get(const std::string& path, std::size_t max_bytes) {
  Peer::Answer answer = peer_.get(path, max_bytes);
  if (answer.status != 200) {
    throw InputError(
        {.file = url() + path},
        "is answered with status " + std::to_string(answer.status) +
            (answer.status / 100 == 3 ? ": redirections are not followed, name the place itself"
                                      : ": this log should have it"));
  }
  return std::move(answer.body);
}

std::vector<std::string> RemoteLog::bundle(std::uint64_t index) {
  const TileName name = tile_name(std::nullopt, index, size());
  auto entries = decode_bundle(get("/" + name.path(), name.width * kMaxEntryBytes));
  if (!entries || entries->size() != name.width) {
    throw InputError({.file = url() + "/" + name.path()},
                     "is not a bundle of " + std::to_string(name.width) + " entries");
  }
  return *std::move(entries);
}

const std::string& RemoteLog::tile(const TileName& name) {
  const std::string path = name.path();
  if (const auto kept = tiles_.find(path); kept != tiles_.end()) return kept->second;
  std::string bytes = get("/" + path, kTileWidth * Digest::kSize);
  if (bytes.size() != name.width * Digest::kSize) {
    throw InputError({.file = url() + "/" + path}, "has " + std::to_string(bytes.size()) +
                                                       " bytes; a tile of " +
                                                       std::to_string(name.width) + " hashes has " +
                                                       std::to_string(name.width * Digest::kSize));
  }
  if (tiles_.size() >= kTilesKept) tiles_.clear();
  return tiles_.emplace(path, std::move(bytes)).first->second;
}

SubtreeHash RemoteLog::subtrees() {
  return [this](unsigned level, std::uint64_t index) {
    const unsigned tile_level = level / kTileHeight;
    const unsigned within = level % kTileHeight;
    const std::uint64_t first = index << within;
    const std::string& bytes =
        tile(tile_name(tile_level, first / kTileWidth, size() >> (tile_level * kTileHeight)));
    const std::size_t offset = first % kTileWidth;
    return tree_hash(std::uint64_t{1} << within, [&](unsigned sub_level, std::uint64_t sub_index) {
      // A full subtree of the tile, folded from its leaves.
      std::vector<Digest> row;
      for (std::uint64_t i = sub_index << sub_level; i < (sub_index + 1) << sub_level; ++i) {
        row.push_back(*Digest::from_raw(
            std::string_view(bytes).substr((offset + i) * Digest::kSize, Digest::kSize)));
      }
      for (; row.size() > 1; row.resize(row.size() / 2)) {
        for (std::size_t i = 0; i < row.size() / 2; ++i)
          row[i] = node_hash(row[2 * i], row[2 * i + 1]);
      }
      return row.front();
    });
  };
}

bool RemoteLog::grew_from(std::uint64_t old_size, const Digest& old_root) {
  if (old_size > size()) return false;
  if (old_size == size()) return old_root == root();
  return proves_consistency(consistency_proof(old_size, size(), subtrees()), old_size, old_root,
                            size(), root());
}

bool RemoteLog::contains(std::uint64_t index, const std::string& entry) {
  return index < size() && proves_inclusion(inclusion_proof(index, size(), subtrees()),
                                            leaf_hash(entry), index, size(), root());
}

std::optional<std::string> RemoteLog::object(const Digest& digest, std::size_t max_bytes) {
  const std::string path = "/api/v1/objects/" + digest.hex();
  Peer::Answer answer = peer_.get(path, std::max(max_bytes, kMaxProblemBytes));
  event_named_.reset();
  if (answer.status == 404 || answer.status == 410) {
    const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
    if (problem.is_object() && problem.contains("event") && problem["event"].is_number_unsigned()) {
      event_named_ = problem["event"].get<std::uint64_t>();
    }
    return std::nullopt;
  }
  if (answer.status != 200) {
    throw InputError({.file = url() + path},
                     "is answered with status " + std::to_string(answer.status));
  }
  if (Digest::of(answer.body) != digest) {
    throw InputError({.file = url() + path}, "has the digest " + Digest::of(answer.body).hex() +
                                                 ": it is not what the log names");
  }
  return std::move(answer.body);
}

}  // namespace hexapla
