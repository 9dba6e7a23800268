#pragma once

#include <nlohmann/json.hpp>

#include "store/archive/memory.h"
#include "store/archive/search.h"

namespace hexapla {

// What `--json` prints of what was found, a line for each version or sentence.
nlohmann::json to_json(const FoundVersion& version);
nlohmann::json to_json(const Rendering& rendering);
nlohmann::json to_json(const MemoryMatch& match);

}  // namespace hexapla
