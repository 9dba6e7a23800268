#include "store/text/character_kinds.h"

#include <unicode/uchar.h>

#include <string>

#include "store/text/code_points.h"
#include "store/text/white_space.h"

namespace hexapla {

bool is_digit(UChar32 c) { return c >= 0 && u_isdigit(c); }
bool is_lower(UChar32 c) { return c >= 0 && u_islower(c); }
bool is_upper(UChar32 c) { return c >= 0 && (u_isupper(c) || u_istitle(c)); }
bool is_letter(UChar32 c) { return c >= 0 && u_isalpha(c); }
bool is_letter_or_digit(UChar32 c) { return c >= 0 && u_isalnum(c); }
bool has_no_case(UChar32 c) { return is_letter(c) && !is_lower(c) && !is_upper(c); }

bool is_attached(UChar32 c) {
  if (c < 0x300) return c == 0xAD;
  const int kind = u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
  return kind == U_SB_EXTEND || kind == U_SB_FORMAT;
}

bool is_straight_quote(UChar32 c) { return c == '"' || c == '\''; }

bool is_quote(UChar32 c) {
  return is_straight_quote(c) || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB ||
         c == 0x2039 || c == 0x203A || (c >= 0x300C && c <= 0x300F) ||
         (c >= 0xFE41 && c <= 0xFE44) || (c >= 0xFF62 && c <= 0xFF63) || c == 0x301D ||
         c == 0x301E || c == 0x301F;
}

bool is_closing(UChar32 c) {
  if (c < 0) return false;
  const int type = u_charType(c);
  return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || c == 0x201F;
}

bool is_opening(UChar32 c) {
  if (c < 0) return false;
  const int type = u_charType(c);
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

bool is_dash(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

bool is_wide_mark(UChar32 c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0xFF0E;
}

bool is_sentence_stop(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_S_TERM); }

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
bool is_letter_or_mark(UChar32 c) { return is_letter(c) || is_mark(c); }

bool is_hangul(UChar32 c) { return c >= 0xAC00 && c <= 0xD7A3; }

bool is_cjk(UChar32 c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c < 0x32000);
}

bool separates_tokens(UChar32 c) {
  constexpr UChar32 kEnDash = 0x2013;
  constexpr UChar32 kEmDash = 0x2014;
  return is_white_space(c) || is_opening(c) || is_closing(c) || c == '/' || c == '"' || c == ',' ||
         c == ':' || c == ';' || c == kEnDash || c == kEmDash;
}

bool is_all_letters(std::string_view token) {
  for (std::size_t at = 0; at < token.size();) {
    if (!is_letter(static_cast<UChar32>(take_code_point(token, at)))) return false;
  }
  return true;
}

bool is_consonant(UChar32 small) {
  static const std::u32string kConsonants = U"bcdfghjkmnpqstvwxzбвгджзклмнпрстфхцчшщ";
  return kConsonants.find(static_cast<char32_t>(small)) != std::u32string::npos;
}

bool has_no_vowel(std::string_view token) {
  std::size_t at = 0;
  std::size_t letters = 0;
  while (at < token.size()) {
    const auto c = static_cast<UChar32>(take_code_point(token, at));
    const UChar32 small = letters == 0 ? u_tolower(c) : c;
    if (!is_consonant(small)) return false;
    ++letters;
  }
  return letters > 1;
}

}  // namespace hexapla
