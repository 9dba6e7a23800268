#pragma once

#include <string_view>

#include "store/text/language_tag.h"

namespace hexapla {

// Whether `target` seems to have been left in the source's language: it repeats `source`, nearly
// word for word, or is long enough for a detector to be sure of its language (written_language.h).
//
// Short repetitions (names, figures, addresses, a loan word) are no sign of anything: at least four
// words and twelve letters, or eight letters where words are not parted by spaces, have to be the
// same. False for two texts in one language.
bool is_left_untranslated(std::string_view source, const LanguageTag& source_language,
                          std::string_view target, const LanguageTag& target_language);

}  // namespace hexapla
