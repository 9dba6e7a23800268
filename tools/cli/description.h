#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "tools/cli/command.h"

namespace hexapla {

// What a command takes, as the parser knows it: read by the help, the manual pages and the shells'
// completion, so that all three say the same.

struct DescribedOption {
  std::vector<std::string> names;  // `-o`, `--output`; none for an argument
  std::string value;               // what is to be given: `FILE`; empty for a flag
  std::string meaning;
  bool is_required = false;
  bool is_many = false;

  bool is_argument() const { return names.empty(); }
};

// Options under one heading; of a command's own parts (`log export`), one for each.
struct DescribedPart {
  std::string heading;
  std::string word;     // `export`; empty for what is no part of its own
  std::string meaning;  // of the part; empty as well
  std::vector<DescribedOption> options;
};

struct DescribedCommand {
  const Command* command;
  std::string usage;  // `hexapla log [ARTICLE] [OPTIONS]`
  std::vector<DescribedPart> parts;
};

DescribedCommand describe(const Command& command, const CLI::App& app);

// Of every command, in the order of the help text. `app` is that of any of them.
std::vector<DescribedCommand> describe_all(const CLI::App& app);

// The heading of a group of commands.
std::string_view title_of(CommandGroup group);

}  // namespace hexapla
