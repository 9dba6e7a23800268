#pragma once

#include <span>
#include <vector>

#include "store/archive/view.h"
#include "store/model/alignment.h"
#include "store/model/word_links.h"
#include "store/text/language_tag.h"
#include "translate/check/finding.h"

namespace hexapla {

// A text to check; the view must outlive the call.
struct TextToCheck {
  const RevisionView& view;
  LanguageTag language;
};

// What a reader of `target`, a translation of `source`, should look at, in the order of the text.
//
// `alignment` is of these two and names only segments that they have. What pages say of themselves
// (labels) is no part of a text and not checked. Time grows with the texts' length; a few
// milliseconds for a news article, more for the first one in a language. No dictionary is asked for
// words, and nothing Chinese is transliterated.
//
// `strays` are parts of sentences that are wanting or added, from check_strays(); they come out
// among the rest, but for those of which something better is said. `moves` are sentences that stand
// in another place, from find_moves(): they come out too, and nothing else that compares them.
// `links` are of the words of the beads, any number to one: with them more names are told.
std::vector<Finding> check_texts(const TextToCheck& source, const TextToCheck& target,
                                 const Alignment& alignment, std::vector<Finding> strays = {},
                                 std::vector<Finding> moves = {},
                                 std::span<const BeadLinks* const> links = {});

}  // namespace hexapla
