#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/cli/description.h"

namespace hexapla {

// What hexapla is, in a sentence.
std::string_view introduction();

// The first steps with it.
const std::vector<Example>& first_examples();

// What each exit code says, in two lines.
std::string_view exit_codes();

// What `hexapla --help` prints: examples, then the commands in groups.
std::string overview();

// What `hexapla COMMAND --help` prints: examples first, then the options as the parser knows them.
std::string help_of(const DescribedCommand& command);

}  // namespace hexapla
