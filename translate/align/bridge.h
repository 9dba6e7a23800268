#pragma once

#include <string>
#include <vector>

#include "translate/align/align.h"

namespace hexapla {

// The alignment of a text with its machine translation: one by one when they have as many segments,
// else as the two are aligned.
Alignment align_bridge(const TextToAlign& source, const TextToAlign& bridge);

// The bridge's text for each segment of the source, whose translation it is, as `beads` of the two
// say.
std::vector<std::string> spread_bridge(const TextToAlign& source, const TextToAlign& bridge,
                                       const Alignment& beads);

}  // namespace hexapla
