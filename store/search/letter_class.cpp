#include "store/search/letter_class.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <vector>

namespace hexapla {
namespace {

SearchLetter look_up(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  // Words are cut at apostrophes, whether they are letters to Unicode (U+02BC) or not: who looks
  // for `homme` means `l’homme` too.
  constexpr UChar32 kModifierApostrophes[] = {0x02BB, 0x02BC, 0x02BE, 0x02BF, 0x055A};
  for (const UChar32 apostrophe : kModifierApostrophes) {
    if (c == apostrophe) return SearchLetter::separator;
  }
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return SearchLetter::attached;
  const auto type = static_cast<UCharCategory>(u_charType(c));
  if (type == U_DECIMAL_DIGIT_NUMBER) return SearchLetter::digit;
  const bool is_mark =
      type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
  if (!is_mark && !u_isalpha(c) && type != U_OTHER_NUMBER && type != U_LETTER_NUMBER) {
    return SearchLetter::separator;
  }
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return SearchLetter::unspaced;
  constexpr UChar32 kVoicing = 0xFF9E, kSemivoicing = 0xFF9F;  // narrow marks after narrow kana
  if (is_mark || c == kVoicing || c == kSemivoicing) return SearchLetter::attached;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  const bool is_kana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC ||
                       c == 0xFF70;  // the marks of long vowels
  if (is_kana || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return SearchLetter::unspaced;
  return SearchLetter::letter;
}

}  // namespace

SearchLetters::SearchLetters() {
  static const std::vector<SearchLetter> table = [] {
    std::vector<SearchLetter> made(kTabled);
    for (char32_t each = 0; each < kTabled; ++each) made[each] = look_up(each);
    return made;
  }();
  table_ = table.data();
}

SearchLetter SearchLetters::rare(char32_t c) { return look_up(c); }

}  // namespace hexapla
