#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Offset of the first byte that is no part of well-formed UTF-8 (Unicode 15, table 3-7: no
// surrogates, no overlong forms, nothing above U+10FFFF); nothing when all of `text` is
// well-formed.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// How many code points `text` (well-formed UTF-8) has.
std::size_t count_code_points(std::string_view text);

// How many extended grapheme clusters (UAX #29) `text` has.
std::size_t count_graphemes(std::string_view text);

// The longest prefix of at most `byte_limit` bytes that does not end inside a grapheme cluster.
std::string_view prefix_of_whole_graphemes(std::string_view text, std::size_t byte_limit);

// Without white space (Unicode White_Space, and U+FEFF) at either end.
std::string_view trimmed(std::string_view text);

}  // namespace hexapla
