#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla {

// Colour and weight, only on a terminal and where NO_COLOR is not set. Never the only sign of
// anything.
class Style {
 public:
  explicit Style(bool is_terminal);

  std::string bold(std::string_view text) const { return wrapped("1", text); }
  std::string dim(std::string_view text) const { return wrapped("2", text); }
  std::string red(std::string_view text) const { return wrapped("31", text); }
  std::string blue(std::string_view text) const { return wrapped("34", text); }

 private:
  std::string wrapped(std::string_view code, std::string_view text) const;
  bool is_on_;
};

// Columns of the terminal on standard output; the variable COLUMNS, else 100, when it is none.
std::size_t terminal_columns();

}  // namespace hexapla
