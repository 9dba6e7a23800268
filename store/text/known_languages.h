#pragma once

#include <string_view>

namespace hexapla {

// Whether `subtag` (two or three lower-case letters) is a language of the registry, by CLDR's copy
// of it in ICU's data (UTS 35, section 3.11, Validity Data: regular, special, deprecated and
// unknown codes), or private use, `qaa`–`qtz`.
//
// The copy is as old as the ICU that runs, so a code registered later is unknown until ICU is
// upgraded. CLDR leaves out only codes that RFC 5646 leaves to private use.
bool is_known_language(std::string_view subtag);

}  // namespace hexapla
