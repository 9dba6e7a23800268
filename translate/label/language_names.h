#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "translate/label/tokens.h"

namespace hexapla {

struct NamedLanguage {
  std::string tag;         // empty when no name fits
  std::size_t tokens = 0;  // that the name covers
};

// Which language the tokens at `at` name, in the words of `language` (CLDR's names for languages
// there). Alphabetic names may end otherwise than in the dictionary: `русского` is русский,
// `englannista` is englanti.
NamedLanguage find_language_name(std::string_view language, const std::vector<LabelToken>& folded,
                                 std::size_t at);

}  // namespace hexapla
