#include "tools/proving/checkpoint_file.h"

#include <fmt/format.h>

#include <stdexcept>

#include "http/peer.h"
#include "store/model/base64.h"
#include "store/model/error.h"
#include "tools/cli/input.h"

namespace hexapla {

namespace {
constexpr std::size_t kMaxCheckpointBytes = std::size_t{1} << 20;

std::string checkpoint_at(std::string url) {
  constexpr std::string_view kFile = "/checkpoint";
  if (url.ends_with(kFile)) url.resize(url.size() - kFile.size());
  try {
    Peer peer(url, {});
    Peer::Answer answer = peer.get(std::string(kFile), kMaxCheckpointBytes);
    const std::string what = peer.url() + std::string(kFile);
    if (answer.status == 404)
      throw RefusedError(RefusedError::Reason::unknown_origin,
                         "there is no log at " + what + ": it answers 404");
    if (answer.status != 200)
      throw StoreError(StoreError::Kind::io, what + " answers " + std::to_string(answer.status) +
                                                 ", not with a checkpoint");
    return std::move(answer.body);
  } catch (const std::invalid_argument& error) {
    throw InputError({}, error.what());
  }
}

}  // namespace

CheckpointNote read_checkpoint(const std::string& path_or_url) {
  const bool is_url = path_or_url.starts_with("http://") || path_or_url.starts_with("https://");
  auto note = CheckpointNote::parse(is_url ? checkpoint_at(path_or_url)
                                           : read_input(path_or_url, kMaxCheckpointBytes));
  if (!note) {
    throw InputError({.file = input_name(path_or_url)},
                     "is no checkpoint: a log's name, its size and its root, a line each, and "
                     "signatures (C2SP tlog-checkpoint)");
  }
  return *std::move(note);
}

std::string words_of(const Checkpoint& checkpoint) {
  return fmt::format("{}, {} entries, root {}", checkpoint.origin, checkpoint.size,
                     to_base64(checkpoint.root.raw()));
}

}  // namespace hexapla
