#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace hexapla {

// The written names of an enumeration whose values count up from 0.
template <typename Enum, std::size_t N>
struct Names {
  std::array<std::string_view, N> names;

  constexpr std::string_view of(Enum value) const { return names[static_cast<std::size_t>(value)]; }
  constexpr std::optional<Enum> parse(std::string_view text) const {
    for (std::size_t i = 0; i < N; ++i) {
      if (names[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
  }
};

}  // namespace hexapla
