#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla {

// How a line looks, in any script: what tells body text from a heading, a caption or a link.

// Whether `line` ends as a sentence does: `.`, `!`, `?`, `…`, `。`, `؟`, `۔`, `।`, `።` and their
// like, quotes and brackets behind them left aside.
bool ends_as_sentence(std::string_view line);

// Whether it is body text: a sentence's end, or too long for a heading. Thai and Lao end sentences
// with nothing: there only length counts.
bool is_prose(std::string_view line);

// Width in columns: two for an East Asian wide character, none for a combining mark.
std::size_t columns(std::string_view line);

// Whether nothing of `line` can be seen: white space, and default ignorable characters (zero-width
// space, soft hyphen).
bool is_blank(std::string_view line);

// Whether `line` begins with a mark of a list (`- `, `• `, `* `, `– `); gives the bytes of mark and
// space, 0 for none.
std::size_t list_marker_bytes(std::string_view line);

// By `By …`, `بقلم …`, `作者：…`: a word for authors, then a name.
bool is_byline(std::string_view line);

// A line that leads to something else: `Read more: …`, `… — in pictures`, `【写真】…`.
bool is_related_link(std::string_view line);

// The credit of a picture: `Photo: …`, `… (AFP)`.
bool is_picture_credit(std::string_view line);

}  // namespace hexapla
