#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/command.h"

namespace hexapla {

// What the words of a command line come to: an action to run, or a text to print (help, version).
struct ParsedLine {
  Command::Action action;
  std::string text;
};

// Throws UsageError with what was probably meant.
class Parser {
 public:
  explicit Parser(Context& context);
  ParsedLine parse(std::vector<std::string> words);

 private:
  struct Entry {
    const Command* command;
    CLI::App* app;
    Command::Action action;
  };
  void add_common_options(CLI::App& app);
  const Entry* chosen() const;
  [[noreturn]] void refuse(const CLI::ParseError& error) const;
  std::string problem_of(const CLI::ParseError& error, const Entry* entry) const;

  Context& context_;
  CLI::App root_;
  std::vector<Entry> entries_;
};

}  // namespace hexapla
