#pragma once

#include <string>

#include "store/text/language_tag.h"

namespace hexapla {

// The name of the nearest locale to `language` of which ICU has data (`zh_Hant` for zh-Hant-MO);
// empty where that is the root alone. ICU itself would take the locale of the process instead.
std::string locale_with_data(const LanguageTag& language);

}  // namespace hexapla
