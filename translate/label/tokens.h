#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// A word of a line; of scripts without spaces, a character with its marks.
struct LabelToken {
  std::string_view text;  // of the string that was split
  bool number = false;
  bool unspaced = false;     // of a script without spaces
  bool capitalized = false;  // begins with an upper case letter
  enum class Break { none, clause, sentence } before = Break::none;
  char mark_before = '\0';  // ':' or ',' where one stands directly before
};

// Apostrophes and hyphens end words. What a sentence's end is, is decided by marks alone: labels
// have no abbreviations.
std::vector<LabelToken> split_label_tokens(std::string_view text);

}  // namespace hexapla
