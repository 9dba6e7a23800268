#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// Whether Cyrillic text has letters of Ukrainian and none that Ukrainian lacks (ы э ъ ё ў).
bool looks_ukrainian(std::string_view text);

// Ukrainian letters in Latin as Ukraine itself writes them (Resolution 55 of the Cabinet of
// Ministers, 2010): Київ is Kyiv, not the Kiïv of ISO 9 that ICU gives all Cyrillic. Lower case;
// everything else is left as it is.
std::string ukrainian_to_latin(std::string_view text);

}  // namespace hexapla
