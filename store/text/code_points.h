#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla {

// Steps over the code points of well-formed UTF-8. ICU's macros for this cast in the old style and
// count in 32 bits. Of ill-formed text they give a wrong character, but never read outside.

inline bool is_utf8_trail(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80; }

// The offset after the code point at `at`, and before the one that ends at `at`.
inline std::size_t after_code_point(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && is_utf8_trail(text[at]));
  return at;
}
inline std::size_t before_code_point(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && is_utf8_trail(text[at]));
  return at;
}

// The code point at `at`, which is before the end.
inline char32_t code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  const char32_t lead = byte(0);
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return ((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU);
  if (lead < 0xF0) return ((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  return ((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
         (byte(3) & 0x3FU);
}

// The code point at `at`, which moves to the next one.
inline char32_t take_code_point(std::string_view text, std::size_t& at) {
  const char32_t c = code_point_at(text, at);
  at = after_code_point(text, at);
  return c;
}

inline void append_code_point(char32_t c, std::string& text) {
  const auto add = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0U | (c >> 6U));
    add(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    add(0xE0U | (c >> 12U));
    add(0x80U | ((c >> 6U) & 0x3FU));
    add(0x80U | (c & 0x3FU));
  } else {
    add(0xF0U | (c >> 18U));
    add(0x80U | ((c >> 12U) & 0x3FU));
    add(0x80U | ((c >> 6U) & 0x3FU));
    add(0x80U | (c & 0x3FU));
  }
}

}  // namespace hexapla
