#pragma once

#include <string_view>

#include "store/text/language_tag.h"

namespace hexapla {

// Whether the detector (CLD2) is sure that `text` is in `language` and not in `other`.
//
// False for short texts (below 40 letters, 15 in scripts without spaces: names and titles look like
// any language), for two tags of one language, and where the detector does not know one of the two.
// Some ten microseconds.
bool is_surely_in(std::string_view text, const LanguageTag& language, const LanguageTag& other);

}  // namespace hexapla
