#include "translate/align/matched_words.h"

#include <array>
#include <cstddef>

namespace hexapla {
namespace {

constexpr std::array<std::size_t, 2> kStepsAway{1, 3};

bool is_asked(const LearnedBead& bead) {
  return bead.source_count > 0 && bead.target_count > 0 && bead.source_count <= kLargestGroup &&
         bead.target_count <= kLargestGroup;
}

}  // namespace

MatchedWords matched_words(std::span<const LearnedBead> beads, const Stretch& stretch,
                           const PairEvidence& evidence, const BeadParts& parts) {
  MatchedWords words;
  const auto ask = [&](const LearnedBead& of_source, const LearnedBead& of_target,
                       WordEvidence& result) {
    const std::uint32_t i0 = of_source.source_first - stretch.source_first,
                        i1 = i0 + of_source.source_count,
                        j0 = of_target.target_first - stretch.target_first,
                        j1 = j0 + of_target.target_count;
    result.sum += static_cast<double>(evidence.of_targets_anew(i0, i1, j0, j1)) +
                  static_cast<double>(evidence.of_sources_anew(i0, i1, j0, j1));
    result.letters += parts.source_letters[i1] - parts.source_letters[i0] +
                      parts.target_letters[j1] - parts.target_letters[j0];
  };
  for (std::size_t k = 0; k < beads.size(); ++k) {
    if (!is_asked(beads[k])) continue;
    ask(beads[k], beads[k], words.matched);
    ++words.beads;
    for (const std::size_t steps : kStepsAway) {
      const std::size_t other = (k + steps) % beads.size();
      if (other != k && is_asked(beads[other])) ask(beads[k], beads[other], words.by_chance);
    }
  }
  return words;
}

}  // namespace hexapla
