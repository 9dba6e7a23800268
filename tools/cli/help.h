#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "tools/cli/command.h"

namespace hexapla {

// What `hexapla --help` prints: examples, then the commands in groups.
std::string overview();

// What `hexapla COMMAND --help` prints: examples first, then the options as the parser knows them.
std::string help_of(const Command& command, const CLI::App& app);

}  // namespace hexapla
