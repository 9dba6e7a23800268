#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Columns that `text` (well-formed UTF-8) takes on a terminal: two for East Asian wide and
// full-width characters and emoji (UAX #11), none for combining marks and format characters.
std::size_t display_width(std::string_view text);

// The lines of `text` when no line may take more than `columns`: broken where UAX #14 and the
// language's dictionary allow (Thai and Khmer between words), within a word only where it is wider
// than a line, never within a grapheme cluster. Line feeds end lines. At least one line; `columns`
// at least 2.
std::vector<std::string> wrap(std::string_view text, std::size_t columns,
                              std::string_view language);

// `text` on one line of at most `columns`, its end replaced by `…` where it is longer.
std::string fit(std::string_view text, std::size_t columns);

// The same, with `…` in the place of its middle, so that beginning and end are seen: cut between
// grapheme clusters. `columns` at least 3.
std::string fit_ends(std::string_view text, std::size_t columns);

// Control characters, which a terminal would obey, become U+FFFD; line feeds stay.
std::string without_controls(std::string_view text);

// Keeps the order of a right-to-left text's words apart from what surrounds it: FIRST STRONG or
// RIGHT-TO-LEFT ISOLATE around it (UAX #9). For lines that hold several columns.
std::string isolated(std::string_view line, bool is_right_to_left);

}  // namespace hexapla
