#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// A statement as people name it: `12.0` is the first one of event 12.
struct StatementNumber {
  std::uint64_t event = 0;
  std::uint32_t index = 0;

  static std::optional<StatementNumber> parse(std::string_view text);
  std::string text() const;
};

}  // namespace hexapla
