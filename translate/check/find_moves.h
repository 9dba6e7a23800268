#pragma once

#include <span>
#include <vector>

#include "store/model/word_links.h"
#include "translate/check/check_texts.h"

namespace hexapla {

// Sentences that a version has in another place than what it was made from: findings of class
// `moved`, without keys, of which the two places stand in different beads.
//
// Beads follow the order of both texts, so that what moved is either left over on both sides or
// matched with what stands there instead, of which few words are linked. There the words are linked
// once more as if the sentences stood where they would belong: told is what is then rendered as
// well as the text around it. Two texts in one language are compared word by word instead:
// moved_sentences().
//
// Looks at few places of a text, each with a few sentences around it, so that time grows with the
// doubtful beads alone. `alignment` is of the two texts or of a part of them, `links` of the words
// of all its beads, in any order and any number to one BeadLinks.
std::vector<Finding> find_moves(const TextToCheck& source, const TextToCheck& target,
                                const Alignment& alignment,
                                std::span<const BeadLinks* const> links);

// That `ours` of the source stands where `theirs` is.
Finding moved_finding(const TextToCheck& source, const SegmentRange& ours,
                      const TextToCheck& target, const SegmentRange& theirs);

}  // namespace hexapla
