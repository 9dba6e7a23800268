#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// The SHA-256 (FIPS 180-4) of some bytes: the name of every object.
class Digest {
 public:
  static constexpr std::size_t kSize = 32;

  static Digest of(std::string_view bytes);
  // 64 hexadecimal digits; nothing otherwise.
  static std::optional<Digest> parse(std::string_view hex);
  // Exactly kSize raw bytes; nothing otherwise.
  static std::optional<Digest> from_raw(std::string_view raw);

  std::string hex() const;
  std::string_view raw() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

  friend auto operator<=>(const Digest&, const Digest&) = default;

 private:
  std::array<std::uint8_t, kSize> bytes_{};
};

}  // namespace hexapla
