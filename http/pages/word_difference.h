#pragma once

#include <string_view>

#include "http/html.h"
#include "store/text/language_tag.h"

namespace hexapla {

// Words that both have may be written in two ways: with other spaces between them.
enum class SameWords { as_older, as_newer };

// `newer` with what it has more in <ins>, and what `older` had besides in <del>, word by word.
void write_word_difference(Html& page, std::string_view older, std::string_view newer,
                           const LanguageTag& language,
                           SameWords same_words = SameWords::as_newer);

}  // namespace hexapla
