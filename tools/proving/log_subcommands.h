#pragma once

#include "tools/cli/command.h"

namespace hexapla {

// What `hexapla log` can do besides listing: each adds its own part of the command line to `log`.
struct Subcommand {
  CLI::App* app;
  Command::Action action;
};

Subcommand add_checkpoint(CLI::App& log, Context& context);
Subcommand add_prove(CLI::App& log, Context& context);
Subcommand add_check_proof(CLI::App& log, Context& context);
Subcommand add_log_export(CLI::App& log, Context& context);

}  // namespace hexapla
