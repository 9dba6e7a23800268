#pragma once

#include <vector>

#include "store/text/language_tag.h"
#include "translate/align/tuning.h"
#include "translate/align/word_model.h"
#include "translate/align/words.h"

namespace hexapla {

// The pairs of words that name one thing by ICU's data (CLDR): countries, languages, cities,
// currencies, months and days, units, large numbers. What two languages have in common before
// any text in them has been seen. `given` is of `source`. In order; nothing where ICU has no data
// of one of the languages. Safe from many threads.
std::vector<KnownPair> find_known_terms(const Vocabulary& source,
                                        const LanguageTag& source_language,
                                        const Vocabulary& target,
                                        const LanguageTag& target_language,
                                        const AlignTuning& tuning);

}  // namespace hexapla
