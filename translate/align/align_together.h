#pragma once

#include <optional>
#include <span>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/lexicon.h"

namespace hexapla {

// As align(), knowing what texts aligned before have taught of the same two languages.
Alignment align(const TextToAlign& source, const TextToAlign& target, const Lexicon& known);

// Aligns a text with a version of it through another, easier one: a machine translation of the
// source into the target's language, whose words are compared with the target's (the idea of
// Sennrich and Volk 2010). The bridge's segments are taken to render the source's one by one when
// there are as many; else the two are aligned first. What this says votes with what the two texts
// say directly, and with the way to the bridge and on from there: they err in different places.
Alignment align_with_bridge(const TextToAlign& source, const TextToAlign& bridge,
                            const TextToAlign& target);

struct PairToAlign {
  TextToAlign source, target;
  std::optional<TextToAlign> bridge;
};

struct AlignedTogether {
  std::vector<Alignment> alignments;  // one a pair, in order
  Lexicon learnt;  // what the pairs taught, without what was known: add it to that
};

// Aligns pairs of texts of the same two languages (those of the first pair) together: every pair
// learns from all others, which is worth more than anything within one text. What a sentence has
// taught is never used to judge it. The texts' words are held in memory at once; time is linear in
// their sentences. `known` may be null.
AlignedTogether align_together(std::span<const PairToAlign> pairs, const Lexicon* known);

}  // namespace hexapla
