#include "tools/proving/checkpoint_file.h"

#include <fmt/format.h>

#include "store/model/base64.h"
#include "store/model/error.h"
#include "tools/cli/input.h"

namespace hexapla {

namespace {
constexpr std::size_t kMaxCheckpointBytes = std::size_t{1} << 20;
}

CheckpointNote read_checkpoint(const std::string& path) {
  auto note = CheckpointNote::parse(read_input(path, kMaxCheckpointBytes));
  if (!note) {
    throw InputError({.file = input_name(path)},
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
