#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "translate/align/borders.h"
#include "translate/align/corpus.h"
#include "translate/align/length_model.h"
#include "translate/align/relatedness.h"
#include "translate/align/tuning.h"
#include "translate/align/word_model.h"

namespace hexapla {

struct BeadShape {
  std::uint8_t source, target;
};
inline constexpr std::uint32_t kLargestGroup = 8;
inline constexpr std::array<BeadShape, 25> kBeadShapes{
    {{1, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 3}, {3, 1}, {1, 4},
     {4, 1}, {2, 3}, {3, 2}, {1, 5}, {5, 1}, {3, 3}, {2, 4}, {4, 2}, {2, 5},
     {5, 2}, {1, 6}, {6, 1}, {1, 7}, {7, 1}, {1, 8}, {8, 1}}};
inline constexpr std::size_t kShapeCount = kBeadShapes.size();
// Nothing for a bead that is larger than any of these.
std::optional<std::size_t> shape_number(const LearnedBead& bead);

using ShapePriors = std::array<double, kShapeCount>;  // probabilities
ShapePriors starting_priors(const AlignTuning& tuning);

// A stretch of two texts: sentences [source_first, source_past) against [target_first,
// target_past), ids of the tables.
struct Stretch {
  std::uint32_t source_first, source_past, target_first, target_past;
  std::uint32_t source_count() const { return source_past - source_first; }
  std::uint32_t target_count() const { return target_past - target_first; }
};

// Which points of a stretch are looked at: after i source sentences, between first[i] and last[i]
// target sentences, both growing, from (0, 0) to the end.
struct Band {
  std::vector<std::uint32_t> first, last;
};
Band full_band(const Stretch& stretch);

// Everything the score of a bead is made of.
struct BeadModels {
  const SentenceTable& source;
  const SentenceTable& target;
  WordModel& words_forward;  // source gives rise to target
  WordModel& words_backward;
  const BorderModel& borders;
  const AlignTuning& tuning;
};

struct StretchResult {
  std::vector<LearnedBead> beads;   // the chosen ones, in order
  std::vector<SentenceLink> links;  // all pairs of sentences that any likely bead holds, by source
  Band likely;                      // where the text may run, for the next round
  MatchedWords matched;             // of the chosen beads, at full certainty
};

// Weighs every path of beads through the band (forward–backward) and chooses the beads of which
// most are expected to be right; at full certainty, settles what they hold too much (joins.h)
// and joins what a clause ties together (crossings.h).
// `certainty` multiplies every score: below 1 the probabilities become flatter. Cost: points of the
// band times shapes, plus words of its pairs.
StretchResult align_stretch(const Stretch& stretch, const Band& band, const BeadModels& models,
                            const LengthModel& lengths, const ShapePriors& priors,
                            double certainty);

}  // namespace hexapla
