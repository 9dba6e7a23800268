#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "store/archive/reading.h"
#include "tools/terminal/style.h"
#include "translate/lineage/staleness.h"

namespace hexapla {

// What commands say of a stale version.

// {"version":…,"made-from":…,"newest":…,"since":…,"since-time":…,"basis":…,"through":[…],"stretches":[{"change":"changed",
// "older":{"segments":[2,2],"text":…},"newer":{…},"version":{…}}]}; sentences by their numbers from
// 1, first and last.
nlohmann::json staleness_json(const Reading& reading, const Staleness& stale);

// `made from ar@1, stale since ar@2 (…) in sentences 2, 5-6`.
std::string staleness_line(const Reading& reading, const Staleness& stale);

// Each stretch: the old words, the new ones, and what the version has.
std::string staleness_difference(const Reading& reading, const Staleness& stale,
                                 const Style& style);

}  // namespace hexapla
