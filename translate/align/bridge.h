#pragma once

#include <string>
#include <vector>

#include "translate/align/align.h"

namespace hexapla {

// The bridge's text for each segment of the source, whose translation it is: one by one when there
// are as many, else as the two are aligned.
std::vector<std::string> spread_bridge(const TextToAlign& source, const TextToAlign& bridge);

}  // namespace hexapla
