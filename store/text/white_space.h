#pragma once

#include <unicode/uchar.h>

namespace hexapla {

// White space as the store trims it: Unicode White_Space, and U+FEFF, which is a byte order mark
// gone astray.
inline bool is_white_space(UChar32 c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0xFEFF || u_isUWhiteSpace(c);
}

}  // namespace hexapla
