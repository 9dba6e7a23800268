#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "tools/cli/context.h"
#include "tools/cli/exit_code.h"

namespace hexapla {

// One command of `hexapla`. To add a command, write one file in tools/commands/ that ends with
//
//   const RegisteredCommand kRegistered({.name = "align", .group = CommandGroup::texts, .summary =
//   "…",
//                                        .examples = {{"hexapla align chegada/es", "what it
//                                        shows"}}, .set_up = set_up});
//
// Nothing else has to be edited: files there are globbed, and --help lists what is registered.
enum class CommandGroup { archive, texts, provenance, exchange, serving, shell };

struct Example {
  std::string line;
  std::string meaning;
};

struct Command {
  std::string name;
  CommandGroup group = CommandGroup::texts;
  int order = 100;        // within its group's list; equal ones by name
  std::string summary;    // one line for the list of commands
  std::string details{};  // what the help says after the examples; may be empty
  std::vector<Example> examples;

  // Adds the command's own options to `app` and returns what runs once they are parsed. Errors are
  // thrown: main knows which exit code each has. `context` outlives the action.
  using Action = std::function<ExitCode()>;
  std::function<Action(CLI::App& app, Context& context)> set_up;
};

class RegisteredCommand {
 public:
  explicit RegisteredCommand(Command command);
};

// In the order of the help text.
const std::vector<Command>& commands();

}  // namespace hexapla
