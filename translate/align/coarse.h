#pragma once

#include <span>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// Beads by length and known pairs of words alone, for stretches too large to look at every pair of
// sentences. Looks at a band of limited width around the diagonal of letters; cost linear in
// length. Weights are all 0.
std::vector<LearnedBead> align_coarsely(const Stretch& stretch, const SentenceTable& source,
                                        const SentenceTable& target,
                                        std::span<const KnownPair> known, std::size_t target_words,
                                        const LengthModel& lengths, const AlignTuning& tuning);

// What a shared word that is in `places` of so many sentences says for two of them that have it:
// less the oftener it is there, and nothing where it is not above 0.
float rarity_of(std::uint32_t sentences, std::uint32_t places);

// The band of all points within `reach` sentences of the path of `beads`, which lie within
// `stretch`.
Band band_around(const Stretch& stretch, std::span<const LearnedBead> beads, std::uint32_t reach);

// `likely` made a band (growing, connected, from corner to corner) and widened by `reach`.
Band widened(const Stretch& stretch, Band likely, std::uint32_t reach);

}  // namespace hexapla
