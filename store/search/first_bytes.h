#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hexapla {

// The first eight bytes of a term as a number that orders as they do. Where two terms have the same
// number they have to be compared: most need not be.
inline std::uint64_t first_bytes(std::string_view term) {
  std::uint64_t number = 0;
  std::memcpy(&number, term.data(), std::min(term.size(), sizeof number));
  if constexpr (std::endian::native == std::endian::little) number = __builtin_bswap64(number);
  return number;
}

}  // namespace hexapla
