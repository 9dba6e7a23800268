#include "translate/align/bridge.h"

namespace hexapla {

Alignment align_bridge(const TextToAlign& source, const TextToAlign& bridge) {
  if (source.segments.size() != bridge.segments.size()) return align(source, bridge);
  Alignment result;
  result.aligner = kAlignerVersion;
  for (std::uint32_t i = 0; i < source.segments.size(); ++i)
    result.beads.push_back({{i, 1}, {i, 1}, 1});
  return result;
}

std::vector<std::string> spread_bridge(const TextToAlign& source, const TextToAlign& bridge,
                                       const Alignment& beads) {
  std::vector<std::string> result(source.segments.size());
  for (const Bead& bead : beads.beads)
    for (std::uint32_t i = bead.source.first; i < bead.source.past(); ++i)
      for (std::uint32_t j = bead.target.first; j < bead.target.past(); ++j)
        result[i].append(bridge.segments[j]).append(" ");
  return result;
}

}  // namespace hexapla
