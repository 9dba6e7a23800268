#include "translate/align/bridge.h"

namespace hexapla {

std::vector<std::string> spread_bridge(const TextToAlign& source, const TextToAlign& bridge) {
  std::vector<std::string> result(source.segments.size());
  if (source.segments.size() == bridge.segments.size()) {
    result.assign(bridge.segments.begin(), bridge.segments.end());
    return result;
  }
  for (const Bead& bead : align(source, bridge).beads)
    for (std::uint32_t i = bead.source.first; i < bead.source.past(); ++i)
      for (std::uint32_t j = bead.target.first; j < bead.target.past(); ++j)
        result[i].append(bridge.segments[j]).append(" ");
  return result;
}

}  // namespace hexapla
