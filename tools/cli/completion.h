#pragma once

#include <string>
#include <vector>

#include "tools/cli/description.h"

namespace hexapla {

// Scripts by which a shell completes the words of `hexapla`: commands, their parts and options with
// what these mean (bash shows no meanings), files, kinds, and the addresses in the archive that
// HEXAPLA_ARCHIVE or ./archive is.
std::string bash_completion(const std::vector<DescribedCommand>& commands);
std::string zsh_completion(const std::vector<DescribedCommand>& commands);
std::string fish_completion(const std::vector<DescribedCommand>& commands);

}  // namespace hexapla
