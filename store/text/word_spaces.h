#pragma once

#include "store/text/language_tag.h"

namespace hexapla {

// Whether the language's script sets spaces between words, so that a run of letters is one.
// Chinese, Japanese, Thai, Lao, Khmer, Burmese and Tibetan ones do not.
bool has_word_spaces(const LanguageTag& language);

}  // namespace hexapla
