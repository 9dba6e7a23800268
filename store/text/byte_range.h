#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace hexapla {

// Bytes [begin, end) of one block's NFC UTF-8 text; both ends are on code point boundaries.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }

  friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

}  // namespace hexapla
