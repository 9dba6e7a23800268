#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/model/alignment.h"
#include "store/text/byte_range.h"
#include "translate/align/align.h"
#include "translate/align/lexicon.h"

namespace hexapla {

// A word (or number, or mark) of one side of a bead.
struct LinkedWord {
  std::uint32_t segment;  // number in its text
  ByteRange range;        // within the segment's text
  // 0 to 1: how much of it the other side renders, as far as anybody can tell. Low for what has no
  // partner: text that a translation lacks or has of its own, and words that only grammar asks for.
  float rendered = 0;
  bool is_mark = false;  // a comma, a quote: linked as well, as they hold the words in place
};

// Two words that render each other.
struct WordLink {
  std::uint32_t source, target;  // numbers in BeadLinks' words
  float confidence;              // 0 to 1
};

// The words of one bead and which of them render which.
struct BeadLinks {
  SegmentRange source, target;           // the bead
  std::vector<LinkedWord> source_words;  // in the order of the text
  std::vector<LinkedWord> target_words;
  std::vector<WordLink> links;  // by source, then target; a word may have several or none
};

// Links the words inside `beads`, which are of an alignment of the two texts; one BeadLinks a bead,
// in order. The words of all beads teach each other, beside `known` (may be null), look-alikes,
// numbers by value and where words stand; so whole articles give better links than single rows.
//
// Words are those of UAX #29 by ICU: dictionary words in scripts without spaces. Beads with one
// empty side, or more than 250,000 pairs of words, have words but no links. Time is linear in the
// pairs of words inside beads: some 40 sentences take 10 ms. Depends on the arguments only.
std::vector<BeadLinks> link_words(const TextToAlign& source, const TextToAlign& target,
                                  std::span<const Bead> beads, const Lexicon* known = nullptr);

// Texts of one pair of languages whose words are linked together.
struct PairToLink {
  const TextToAlign* source;
  const TextToAlign* target;
  std::span<const Bead> beads;
};

// As above for several pairs of texts of the same two languages (those of the first pair): several
// versions of one text, or many articles. All of them teach each other. One list a pair, in order.
std::vector<std::vector<BeadLinks>> link_words_together(std::span<const PairToLink> pairs,
                                                        const Lexicon* known = nullptr);

}  // namespace hexapla
