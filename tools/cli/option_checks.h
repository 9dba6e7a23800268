#pragma once

#include <CLI/CLI.hpp>

namespace hexapla {

// Has the values of `app`'s options, not its other arguments, looked at before they are taken, by the type that help names:
// N, PERCENT, SECONDS and MIB are whole numbers, PORT is one to 65535, WORDS may have a fraction;
// NAME and TEXT are UTF-8 without control characters, and in --by, --reason and --authority
// something. CLI11 would take hexadecimal numbers, make huge ones of negative ones, and ignore what
// is given to a flag.
void check_values(CLI::App& app);

}  // namespace hexapla
