#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// Names that protocols and file formats compare without regard to case have ASCII's letters alone
// (RFC 9110, section 5.1; HTML, "ASCII case-insensitive"). Text that people read is folded by
// store/text/fold.h.
constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ascii_lower(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

constexpr bool same_but_for_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (ascii_lower(a[i]) != ascii_lower(b[i])) return false;
  }
  return true;
}

}  // namespace hexapla
