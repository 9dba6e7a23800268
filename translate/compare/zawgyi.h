#pragma once

#include <string_view>

namespace hexapla {

// Whether Burmese text is written in the Zawgyi encoding, which gives the code points of Unicode
// other letters: what is read as Unicode has its vowels before their consonants, stacked letters
// without any below, and digits of Shan that are none. A sentence is enough; false for text without
// Burmese letters.
//
// Told by the order of the letters (Unicode Standard 15.0, section 16.3), which hardly any sentence
// in Zawgyi keeps: a fifth of what could break it must. Linear.
bool is_zawgyi(std::string_view text);

// Digits of Shan, which Zawgyi has for letters.
constexpr bool is_letter_in_zawgyi(char32_t c) { return c >= 0x1090 && c <= 0x1099; }

}  // namespace hexapla
