#pragma once

#include <string>

#include "store/log/checkpoint.h"

namespace hexapla {

// A checkpoint that somebody kept. Throws InputError naming the file when it is none.
CheckpointNote read_checkpoint(const std::string& path);

// `archive.example/articles, 12 entries, root 3q2+7w…`: in words, for a person.
std::string words_of(const Checkpoint& checkpoint);

}  // namespace hexapla
