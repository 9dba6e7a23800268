#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace hexapla {

// Variable-length integers (LEB128) of the search index. Readers here run over bytes of the map for
// every posting of a query, so they are inline.

inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

// The same for who writes much: to where there is room; returns the end of what was written.
inline char* write_varint(char* at, std::uint64_t value) {
  while (value >= 0x80) {
    *at++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *at++ = static_cast<char>(value);
  return at;
}

// Most pieces of an index have a few bytes: to call for each what copies pages costs more than to
// copy them.
inline char* write_bytes(char* at, std::string_view bytes) {
  const std::size_t size = bytes.size();
  const auto both_ends = [&](std::size_t width) {
    std::memcpy(at, bytes.data(), width);
    std::memcpy(at + size - width, bytes.data() + size - width, width);
  };
  if (size > 16) {
    std::memcpy(at, bytes.data(), size);
  } else if (size >= 8) {
    both_ends(8);
  } else if (size >= 4) {
    both_ends(4);
  } else {
    for (std::size_t i = 0; i < size; ++i) at[i] = bytes[i];
  }
  return at + size;
}

// Eight bytes as one number, the first of them the lowest: readers look at eight at once.
inline constexpr std::uint64_t kHighBits = 0x8080808080808080, kLowBits = 0x0101010101010101;
inline std::uint64_t eight_bytes(const char* at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

// Throws StoreError::corrupt: the index contradicts its format.
[[noreturn]] void fail_search_index(std::string_view problem);

// Reads them back; every read is checked against the end. Throws StoreError::corrupt.
class IndexBytes {
 public:
  IndexBytes() = default;
  explicit IndexBytes(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

  bool at_end() const { return at_ == end_; }
  std::uint64_t number() {
    if (end_ - at_ >= 2) {
      const auto low = static_cast<unsigned char>(at_[0]),
                 high = static_cast<unsigned char>(at_[1]);
      if (low < 0x80) {
        ++at_;
        return low;
      }
      if (high < 0x80) {
        at_ += 2;
        return static_cast<std::uint64_t>(high) << 7 | (low & 0x7FU);
      }
    }
    const Long number = long_number(at_, end_);
    at_ = number.past;
    return number.value;
  }
  // Passes over so many numbers, one at least.
  void skip_numbers(int count) {
    if (end_ - at_ >= 8) {
      std::uint64_t ends = ~eight_bytes(at_) & kHighBits;
      for (int i = 1; i < count; ++i) ends &= ends - 1;
      if (ends != 0) {
        at_ += std::countr_zero(ends) / 8 + 1;
        return;
      }
    }
    for (; count > 0; --count) number();
  }
  // A list: numbers up to the first that is even (postings.h, segments).
  std::string_view list() {
    const char* const begin = at_;
    while ((number() & 1) != 0) {
    }
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }
  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }
  std::string_view bytes(std::uint64_t size) {
    if (size > static_cast<std::uint64_t>(end_ - at_)) fail_search_index("ends early");
    const std::string_view found(at_, static_cast<std::size_t>(size));
    at_ += size;
    return found;
  }

 private:
  // By value, not by way of members: so that a loop keeps these in registers.
  struct Long {
    std::uint64_t value;
    const char* past;
  };
  static Long long_number(const char* at, const char* end);

  const char* at_ = nullptr;
  const char* end_ = nullptr;
};

}  // namespace hexapla
