#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Variable-length integers (LEB128: seven bits a byte, the lowest first) of what the engine keeps,
// each in its shortest spelling.

inline void append_leb128(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) bytes += static_cast<char>((number & 0x7F) | 0x80);
  bytes += static_cast<char>(number);
}

// Takes a number from the front of `bytes`; nothing when it is cut off, longer than it need be, or
// has more than 63 bits.
inline std::optional<std::uint64_t> take_leb128(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return byte == 0 && shift > 0 ? std::nullopt : std::optional(number);
  }
  return std::nullopt;
}

}  // namespace hexapla
