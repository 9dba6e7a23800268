#include "tools/cli/option_checks.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "store/text/utf8.h"

namespace hexapla {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string quoted(const std::string& written) { return "\"" + written + "\" "; }

std::string problem_of_whole(const std::string& written) {
  const bool is_negative = written.starts_with('-');
  const bool is_number =
      written.size() > (is_negative ? 1 : 0) &&
      std::all_of(written.begin() + (is_negative ? 1 : 0), written.end(), is_digit);
  if (!is_number) return quoted(written) + "is no whole number";
  if (is_negative) return quoted(written) + "is less than nothing";
  constexpr std::size_t kMostDigits = 18;
  return written.size() > kMostDigits ? quoted(written) + "is too large" : std::string();
}

std::string problem_of_port(const std::string& written) {
  std::uint16_t port = 0;
  const char* const end = written.data() + written.size();
  const auto [past, error] = std::from_chars(written.data(), end, port);
  return error == std::errc() && past == end ? std::string()
                                             : quoted(written) + "is no port: 0 to 65535";
}

std::string problem_of_decimal(const std::string& written) {
  const bool is_negative = written.starts_with('-');
  const std::string digits = written.substr(is_negative ? 1 : 0);
  const bool is_number =
      std::any_of(digits.begin(), digits.end(), is_digit) &&
      std::count(digits.begin(), digits.end(), '.') <= 1 &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return is_digit(c) || c == '.'; });
  if (!is_number) return quoted(written) + "is no number: write 2 or 2.5";
  return is_negative ? quoted(written) + "is less than nothing" : std::string();
}

std::string problem_of_text(const std::string& written) {
  if (first_invalid_utf8(written)) return "is not UTF-8";
  const bool has_control = std::any_of(written.begin(), written.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return has_control ? "has a control character" : std::string();
}

std::string problem_of_something(const std::string& written) {
  return written.empty() ? "is empty" : problem_of_text(written);
}

}  // namespace

void check_values(CLI::App& app) {
  using Problem = std::string (*)(const std::string&);
  struct Type {
    const char* name;
    Problem problem;
  };
  constexpr std::array<Type, 8> kTypes = {{{"N", problem_of_whole},
                                           {"PERCENT", problem_of_whole},
                                           {"SECONDS", problem_of_whole},
                                           {"MIB", problem_of_whole},
                                           {"PORT", problem_of_port},
                                           {"WORDS", problem_of_decimal},
                                           {"NAME", problem_of_text},
                                           {"TEXT", problem_of_text}}};
  constexpr std::array<const char*, 3> kMeant = {"--by", "--reason", "--authority"};
  for (CLI::Option* option : app.get_options()) {
    if (option->get_expected_max() == 0) {
      option->disable_flag_override();
      continue;
    }
    if (option->get_positional()) continue;
    const std::string type = option->get_type_name(), name = option->get_name();
    const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const Type& one) { return one.name == type; });
    if (found == kTypes.end()) continue;
    const bool is_meant = std::find(kMeant.begin(), kMeant.end(), name) != kMeant.end();
    option->check(is_meant ? problem_of_something : found->problem);
  }
}

}  // namespace hexapla
