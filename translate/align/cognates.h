#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translate/align/tuning.h"
#include "translate/align/word_model.h"
#include "translate/align/words.h"

namespace hexapla {

// A rough spelling in ASCII letters of a folded word of any script, for comparing names and loan
// words: `киев` and `київ` and `kyiv` come close. One character at a time, through ICU's
// transliteration and remembered for the life of the process. Safe from many threads.
std::string rough_spelling(std::string_view folded_word);

// The pairs of words that look alike across the two vocabularies: equal numbers and marks, equal
// words, and words whose rough spellings share enough pairs of letters. `given` is of `source`. In
// order.
std::vector<KnownPair> find_cognates(const Vocabulary& source, const Vocabulary& target,
                                     bool same_language, const AlignTuning& tuning);

}  // namespace hexapla
