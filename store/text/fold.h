#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// Text as compared, not as shown: NFKC case folding (Unicode 15, section 3.13), combining marks
// removed, Arabic letter forms (أ إ آ → ا, ى → ي, ة → ه, tatweel) and digits of every script made
// one.
std::string fold(std::string_view nfc_text);

// ASCII letters, digits and hyphens for an article id, by ICU transliteration (Any-Latin;
// Latin-ASCII): at most 80 bytes, cut at a hyphen. Empty when nothing remains (a title of combining
// marks only).
std::string slug(std::string_view nfc_text);

}  // namespace hexapla
