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

// Says it of characters: of most of them by a table, since it is asked of every one of a text.
class SearchLetters {
 public:
  SearchLetters();
  SearchLetter operator()(char32_t c) const { return c < kTabled ? table_[c] : rare(c); }

 private:
  static constexpr char32_t kTabled = 0x10000;
  static SearchLetter rare(char32_t c);

  const SearchLetter* table_;
};

}  // namespace hexapla
