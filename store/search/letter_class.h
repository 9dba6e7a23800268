#pragma once

#include <cstdint>

namespace hexapla {

// What a character is to somebody who cuts a text into words to be searched.
enum class SearchLetter : std::uint8_t {
  separator,  // white space, punctuation, symbols, apostrophes
  letter,     // of a script that writes spaces between words
  unspaced,  // of one that does not: Han, kana, and line break class SA (Thai, Lao, Khmer, Burmese)
  digit,     // decimal, of any script
  attached,  // marks, and characters without shape: part of what precedes them
};

SearchLetter search_letter(char32_t c);

}  // namespace hexapla
