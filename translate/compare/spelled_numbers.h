#pragma once

#include <string>
#include <vector>

#include "store/text/language_tag.h"

namespace hexapla {

// `value` in the words of `language`, as ICU spells it by default (RBNF); empty where ICU has no
// rules for the language. Making the rules takes milliseconds, so each thread keeps them.
std::string spelled_out(double value, const LanguageTag& language);

// `value` in every gender and case that ICU has rules for, in the order of these, one or the other
// twice; none where it has no rules.
enum class NumberForm { cardinal, ordinal };
std::vector<std::string> all_spellings(double value, NumberForm form, const LanguageTag& language);

}  // namespace hexapla
