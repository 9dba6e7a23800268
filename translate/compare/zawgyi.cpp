#include "translate/compare/zawgyi.h"

#include <unicode/uchar.h>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

constexpr char32_t kVowelE = 0x1031, kVirama = 0x1039;

// Consonants and the signs of those below them, which the vowel E comes behind.
bool carries_vowel(char32_t c) {
  const bool is_medial =
      (c >= 0x103B && c <= 0x103E) || (c >= 0x105E && c <= 0x1060) || c == 0x1082;
  return is_medial || u_charType(static_cast<UChar32>(c)) == U_OTHER_LETTER;
}

}  // namespace

bool is_zawgyi(std::string_view text) {
  std::size_t in_order = 0, out_of_order = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_code_point(text, at);
    if (c == kVowelE) ++(carries_vowel(before) ? in_order : out_of_order);
    // Another consonant is stacked below it.
    if (before == kVirama)
      ++(u_charType(static_cast<UChar32>(c)) == U_OTHER_LETTER ? in_order : out_of_order);
    before = c;
  }
  if (before == kVirama) ++out_of_order;
  constexpr std::size_t kOneIn = 5;
  return out_of_order > 0 && out_of_order * kOneIn >= in_order + out_of_order;
}

}  // namespace hexapla
