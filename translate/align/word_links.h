#pragma once

#include <span>
#include <vector>

#include "store/model/alignment.h"
#include "store/model/word_links.h"
#include "translate/align/align.h"
#include "translate/align/lexicon.h"

namespace hexapla {

// Links the words inside `beads`, which are of an alignment of the two texts; one BeadLinks a bead,
// in order. The words of all beads teach each other, beside `known` (may be null), look-alikes,
// numbers by value and where words stand; so whole articles give better links than single rows.
//
// Words are those of UAX #29 by ICU: dictionary words in scripts without spaces. Beads with one
// empty side, or more than 250,000 pairs of words, have words but no links. Time is linear in the
// pairs of words inside beads: some 40 sentences take 10 ms. Depends on the arguments only.
std::vector<BeadLinks> link_words(const TextToAlign& source, const TextToAlign& target,
                                  std::span<const Bead> beads, const KnownWords* known = nullptr);

// Texts of one pair of languages whose words are linked together.
struct PairToLink {
  const TextToAlign* source;
  const TextToAlign* target;
  std::span<const Bead> beads;
};

// As above for several pairs of texts of the same two languages (those of the first pair): several
// versions of one text, or many articles. All of them teach each other. One list a pair, in order.
std::vector<std::vector<BeadLinks>> link_words_together(std::span<const PairToLink> pairs,
                                                        const KnownWords* known = nullptr);

// The words that link_words() would link, without links: one BeadLinks a bead, in order.
std::vector<BeadLinks> bead_words(const TextToAlign& source, const TextToAlign& target,
                                  std::span<const Bead> beads);

}  // namespace hexapla
