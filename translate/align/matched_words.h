#pragma once

#include <span>

#include "translate/align/bead_paths.h"
#include "translate/align/pair_evidence.h"
#include "translate/align/relatedness.h"

namespace hexapla {

// What the words of the beads chosen in a stretch say for them, and for the sentences of other
// beads beside each other.
MatchedWords matched_words(std::span<const LearnedBead> beads, const Stretch& stretch,
                           const PairEvidence& evidence, const BeadParts& parts);

}  // namespace hexapla
