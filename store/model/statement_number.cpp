#include "store/model/statement_number.h"

#include <charconv>

namespace hexapla {

std::optional<StatementNumber> StatementNumber::parse(std::string_view text) {
  StatementNumber number;
  const char* const end = text.data() + text.size();
  const auto [point, event_error] = std::from_chars(text.data(), end, number.event);
  if (event_error != std::errc() || point == end || *point != '.') return std::nullopt;
  const auto [past, index_error] = std::from_chars(point + 1, end, number.index);
  if (index_error != std::errc() || past != end) return std::nullopt;
  return number;
}

std::string StatementNumber::text() const {
  return std::to_string(event) + "." + std::to_string(index);
}

}  // namespace hexapla
