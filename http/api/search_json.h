#pragma once

#include <nlohmann/json.hpp>

#include "store/archive/meant_search.h"
#include "store/archive/memory.h"
#include "store/archive/reading.h"
#include "store/archive/search.h"
#include "store/archive/wider_search.h"

namespace hexapla {

// What was found, for the API and for `--json` alike; the shapes are those of openapi.json.
// Segments are numbered from 0, places are bytes of a segment's text.
nlohmann::json json_of(const Rendering& rendering);
nlohmann::json json_of(const MemoryMatch& match);
// The second one says with each segment how every version renders it.
nlohmann::json json_of(const FoundVersion& version);
nlohmann::json json_of(const Reading& reading, const FoundVersion& version);
// What a search that found nothing could be instead.
nlohmann::json json_of(const MeantSearch& meant);
nlohmann::json json_of(const WiderSearch& wider);

}  // namespace hexapla
