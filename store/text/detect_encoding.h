#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// One guess at the encoding of bytes, by what they look like.
struct EncodingGuess {
  std::string name;
  int confidence;  // ICU's 0–100
};

// Guesses at the encoding of `bytes`, which are no UTF-8, the most likely first. ICU knows no Thai
// encoding, no KOI8-U, and is unsure of Ukrainian in any: we look for these ourselves.
std::vector<EncodingGuess> guess_encodings(std::string_view bytes);

}  // namespace hexapla
