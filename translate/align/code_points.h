#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla {

// The code point at `at` of well-formed UTF-8; moves `at` past it. Of ill-formed text it makes some
// code point and never reads past the end. (ICU's macros do the same with warnings that we do not
// allow.)
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0xC0) return lead;
  const unsigned more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t c = lead & (0x3FU >> more);
  for (unsigned i = 0; i < more && at < text.size() && (byte(at) & 0xC0U) == 0x80U; ++i)
    c = (c << 6) | (byte(at++) & 0x3FU);
  return c;
}

}  // namespace hexapla
