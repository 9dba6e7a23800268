#pragma once

#include <string>

#include "store/log/checkpoint.h"

namespace hexapla {

// A checkpoint that somebody kept: in a file, or the one of now of the log that is served at an
// address (`https://archive.example`). Throws InputError naming the file when it is none,
// UnreadableFile, RefusedError for an address without a log, StoreError for a server that does not
// answer.
CheckpointNote read_checkpoint(const std::string& path_or_url);

// `archive.example/articles, 12 entries, root 3q2+7w…`: in words, for a person.
std::string words_of(const Checkpoint& checkpoint);

}  // namespace hexapla
