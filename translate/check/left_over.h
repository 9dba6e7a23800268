#pragma once

#include <span>
#include <vector>

#include "store/model/word_links.h"
#include "translate/check/check_texts.h"

namespace hexapla {

// Sentences of one paragraph that have no counterpart where they stand, and those that render them
// in another place of the version, likewise left over.
struct CarriedSentences {
  SegmentRange source, target;
};

// Pairs of what is left over on both sides, however far apart, in the order of the original; each
// at most once. Nothing of two languages is known but what `links`, of the words of all beads,
// tell: words rendered as elsewhere in the text, and words spelled alike. Two pieces are a pair if
// they answer to each other better than the rest of the text does, matched or not, by as much as
// their lengths and figures ask for, so that a sentence left out and another one put in are none.
// Pieces between the same two matched beads are none either.
//
// Time grows with the words left over, not with their pairs: words in very many places say nothing.
std::vector<CarriedSentences> pair_left_over(const TextToCheck& source, const TextToCheck& target,
                                             const Alignment& alignment,
                                             std::span<const BeadLinks* const> links);

}  // namespace hexapla
