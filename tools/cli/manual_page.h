#pragma once

#include <string>
#include <vector>

#include "tools/cli/description.h"

namespace hexapla {

// A command's manual page, `hexapla-log(1)`, in the man macros of roff (man(7)). UTF-8.
std::string manual_page_of(const DescribedCommand& command);

// That of `hexapla(1)`, which leads to the others.
std::string manual_page_of_all(const std::vector<DescribedCommand>& commands);

}  // namespace hexapla
