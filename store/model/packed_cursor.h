#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hexapla {

// Takes numbers (LEB128, up to 35 bits) and strings one after another from the front of `rest`;
// `ok` turns false, for good, when one passes the end or a number is not spelt as short as it can
// be, so that equal things are equal bytes.
struct PackedCursor {
  std::string_view rest;
  bool ok = true;

  std::uint64_t number() {
    // Nearly all of them.
    if (!rest.empty() && static_cast<unsigned char>(rest.front()) < 0x80) {
      const auto value = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      return value;
    }
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35 && !rest.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) {
        ok = ok && (byte != 0 || shift == 0);
        return value;
      }
    }
    ok = false;
    return 0;
  }

  std::string_view text(std::size_t size) {
    if (size > rest.size()) ok = false;
    if (!ok) return {};
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(size);
    return taken;
  }
};

}  // namespace hexapla
