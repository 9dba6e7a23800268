#pragma once

#include <unicode/umachine.h>

#include <string_view>

namespace hexapla {

// What characters are to a reader who looks for the ends of sentences. All take kNoCharacter, what
// stands before a text and after it, for a character that is nothing.
constexpr UChar32 kNoCharacter = -1;

bool is_digit(UChar32 c);
bool is_lower(UChar32 c);
bool is_upper(UChar32 c);
bool is_letter(UChar32 c);
bool is_letter_or_digit(UChar32 c);
bool is_mark(UChar32 c);  // combining: an accent, a vowel sign
bool is_letter_or_mark(UChar32 c);
bool has_no_case(UChar32 c);  // a letter of a script without capitals
bool is_hangul(UChar32 c);
bool is_cjk(UChar32 c);  // Chinese characters and kana

// Marks on a character, and characters without shape: part of what precedes them (UAX #29, SB5).
bool is_attached(UChar32 c);

bool is_straight_quote(UChar32 c);
bool is_quote(UChar32 c);  // opening or closing: German “ and » open elsewhere and close here
bool is_closing(UChar32 c);
bool is_opening(UChar32 c);
bool is_dash(UChar32 c);
bool is_wide_mark(UChar32 c);      // Chinese and Japanese, which no white space follows
bool is_sentence_stop(UChar32 c);  // a full stop, a question mark, in any script
bool separates_tokens(UChar32 c);

bool is_all_letters(std::string_view text);
bool is_consonant(UChar32 small);  // Latin or Cyrillic; R and L stand for vowels in Slavic words

// `Mt`, `грн`: letters without a vowel, in small type after the first.
bool has_no_vowel(std::string_view token);

}  // namespace hexapla
