#pragma once

#include <string_view>

#include "http/html.h"
#include "store/text/language_tag.h"

namespace hexapla {

// `newer` with what it has more in <ins>, and what `older` had besides in <del>, word by word.
void write_word_difference(Html& page, std::string_view older, std::string_view newer,
                           const LanguageTag& language);

}  // namespace hexapla
