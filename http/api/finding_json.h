#pragma once

#include <nlohmann/json.hpp>

#include "translate/check/check_version.h"

namespace hexapla {

// A checked version for programs, over HTTP and from the command alike. Segments and blocks are
// numbered from 0; bytes are of the segment.
nlohmann::json json_of(const CheckedVersion& version);
nlohmann::json json_of(const Dismissal& dismissed);

}  // namespace hexapla
