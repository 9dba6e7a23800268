#pragma once

#include <unicode/umachine.h>

#include <cstdint>

namespace hexapla {

// What a character can mean for the end of a sentence, by Unicode's Sentence_Break (UAX #29, table
// 4).
enum class Mark : std::uint8_t {
  none,
  stop,   // a full stop, which abbreviations and numbers have as well (ATerm), and the ellipsis
  end,    // ends sentences and nothing else (STerm): ? ! 。 ؟ ۔ । ። ။
  line,   // ends a line or paragraph (Sep, CR, LF)
  emoji,  // a picture, which often stands where a mark would
};

// None for what is no character (negative). In constant time for the Basic Multilingual Plane.
Mark mark_of(UChar32 c);

}  // namespace hexapla
