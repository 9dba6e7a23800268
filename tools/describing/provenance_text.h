#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "store/archive/reading.h"
#include "tools/terminal/style.h"

namespace hexapla {

// What commands say of where revisions come from.

// A record of each revision and a timeline of everything that happened to them, oldest first, each
// claim with its basis and standing. Ends with a line break.
std::string provenance_text(const Reading& reading, const std::vector<RevisionAddress>& addresses,
                            const Style& style);

// As revision_json() without the text; with each statement's `standing`, the `chain` of sources,
// whose the sentences are
// (`origins`) and, where it is, why it is stale (`stale`).
nlohmann::json provenance_json(const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
