#include "http/numbers_in_requests.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "http/problem.h"

namespace hexapla {
namespace {

std::optional<std::uint64_t> parse(std::string_view text) {
  std::uint64_t number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size())
    return std::nullopt;
  return number;
}

}  // namespace

std::uint64_t number_parameter(const Request& request, std::string_view name,
                               std::uint64_t otherwise) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return otherwise;
  if (const auto number = parse(text)) return *number;
  Problem problem(400, "Bad request", "“" + std::string(text) + "” is no number.");
  problem.parameter = std::string(name);
  throw problem;
}

std::uint32_t clamped_number(const Request& request, std::string_view name,
                             std::uint32_t otherwise) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(number_parameter(request, name, otherwise), UINT32_MAX));
}

std::uint64_t number_in_path(std::string_view text) {
  if (const auto number = parse(text)) return *number;
  throw Problem(404, "Not found", "“" + std::string(text) + "” is no number.");
}

}  // namespace hexapla
