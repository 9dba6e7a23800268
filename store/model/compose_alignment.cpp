#include "store/model/compose_alignment.h"

namespace hexapla {

Alignment compose(const Alignment& first, const Alignment& second) {
  Alignment result;
  result.aligner = second.aligner;
  std::size_t i = 0, k = 0;
  std::uint32_t a = 0, c = 0;  // segments passed
  while (i < first.beads.size() || k < second.beads.size()) {
    // What has no counterpart between the two texts in the middle stands alone where both have a
    // border.
    if (i < first.beads.size() && first.beads[i].target.empty()) {
      const Bead& bead = first.beads[i++];
      result.beads.push_back({bead.source, {c, 0}, bead.confidence});
      a = bead.source.past();
      continue;
    }
    if (k < second.beads.size() && second.beads[k].source.empty()) {
      const Bead& bead = second.beads[k++];
      result.beads.push_back({{a, 0}, bead.target, bead.confidence});
      c = bead.target.past();
      continue;
    }
    if (i == first.beads.size() || k == second.beads.size()) break;  // they are of different texts
    Bead bead{{a, 0}, {c, 0}, 1};
    std::uint32_t first_past = 0, second_past = 0;
    const auto take_first = [&] {
      const Bead& taken = first.beads[i++];
      bead.source.count += taken.source.count;
      bead.confidence *= taken.confidence;
      first_past = taken.target.past();
    };
    const auto take_second = [&] {
      const Bead& taken = second.beads[k++];
      bead.target.count += taken.target.count;
      bead.confidence *= taken.confidence;
      second_past = taken.source.past();
    };
    take_first();
    take_second();
    while (first_past != second_past) {
      if (first_past < second_past && i < first.beads.size())
        take_first();
      else if (second_past < first_past && k < second.beads.size())
        take_second();
      else
        break;
    }
    a = bead.source.past();
    c = bead.target.past();
    if (!bead.source.empty() || !bead.target.empty()) result.beads.push_back(bead);
  }
  return result;
}

}  // namespace hexapla
