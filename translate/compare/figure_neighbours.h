#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla {

// Behind what may stand between a figure and its unit: `5 km`, `5-km`, `5\u00A0km`, `5km`.
std::size_t after_joint(std::string_view text, std::size_t at);

// The end of the letters and marks from `at` on, `at` itself for none. Hebrew abbreviations have a
// mark of quotation inside, whichever is typed: `ק"מ`.
std::size_t word_end(std::string_view text, std::size_t at);

// Whether that mark is one that stands for gershayim, `״`.
bool is_gershayim(char32_t c);

// Whether a word may begin at `at`: Arabic and Hebrew put `and` before a word, and others no space.
bool may_begin_word(std::string_view text, std::size_t at);

}  // namespace hexapla
