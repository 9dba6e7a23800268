#pragma once

#include <cstdint>
#include <vector>

#include "store/archive/view.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A sentence that two texts in one language both have, each in another place: the same, or with at
// most a fifth of its words changed.
struct MovedSentence {
  std::uint32_t older = 0, newer = 0;  // segments
  friend bool operator==(const MovedSentence&, const MovedSentence&) = default;
};

// In the order of the older text; each sentence once, the likeliest pair first.
//
// Words are ICU's, so that Thai and Chinese have some, and are compared in their order, but for
// sentences of more than some 2,000 words. A sentence of fewer than four words counts only where it
// is the same. What text_changes() pairs in its place
// and is half the same is no move. Where more than 250,000 pairs would have to be looked at, only
// sentences with the same words are found.
std::vector<MovedSentence> moved_sentences(const RevisionView& older, const RevisionView& newer,
                                           const LanguageTag& language);

}  // namespace hexapla
