// Whether a sentence ends at a place where it may: the half of SentenceBreaker that knows
// languages.

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/sentence_breaker.h"
#include "store/text/sentence_marks.h"
#include "store/text/utf8.h"
#include "store/text/white_space.h"

namespace hexapla {

bool SentenceBreaker::is_after_number(std::size_t at) const {
  while (at > sentence_begin_ && is_white_space(code_point_before(at))) at = before(at);
  const UChar32 c = at == 0 ? kNoCharacter : code_point_before(at);
  return is_digit(c) || c == '%';
}

bool SentenceBreaker::is_break_after_abbreviation(Abbreviation kind, std::size_t begin,
                                                  std::size_t word) const {
  switch (kind) {
    case Abbreviation::never:
      return false;
    case Abbreviation::number:
      return !is_digit(code_point_at(word));
    case Abbreviation::unit:
      return is_after_number(begin) && !is_digit(code_point_at(word));
    case Abbreviation::may:
      return is_start(word);
  }
  return true;
}

bool SentenceBreaker::is_break_after_number(std::string_view number, std::size_t word) const {
  // An item of a list: `1. First`, `• 1. First`
  std::size_t begin = sentence_begin_;
  while (begin < text_.size() && !is_letter_or_digit(code_point_at(begin))) begin = after(begin);
  if (number.data() == text_.data() + begin && number.size() <= 3) return false;
  const std::size_t digits = number.size() - (number.find_last_of(".,-") + 1);
  if (!rules_.has_ordinals || digits > 2) return true;
  return is_start(word);
}

// After one full stop: the word before it decides, together with the word after.
bool SentenceBreaker::is_break_after_stop(const Candidate& candidate, std::size_t word) const {
  std::size_t begin = token_begin(candidate.marks);
  std::size_t end = candidate.marks;
  while (end > begin && u_charType(code_point_before(end)) == U_FORMAT_CHAR) end = before(end);
  std::string_view token = text_.substr(begin, end - begin);
  if (token.empty()) return true;
  if (rules_.drops_mark('.')) return false;
  // French and Italian articles: `l'Avv.`
  for (const std::string_view apostrophe : {std::string_view("'"), std::string_view("’")}) {
    const std::size_t at = token.rfind(apostrophe);
    if (at == std::string_view::npos || at + apostrophe.size() + 1 >= token.size()) continue;
    begin += at + apostrophe.size();
    token.remove_prefix(at + apostrophe.size());
  }
  const bool is_number = token.find_first_not_of("0123456789.,-") == std::string_view::npos;
  const bool is_roman =
      token.size() > 1 && token.find_first_not_of("IVXLC") == std::string_view::npos;
  if (is_number) return is_break_after_number(token, word);
  if (is_roman && rules_.has_capital_nouns) return is_start(word);

  const std::size_t last = before(end);
  const UChar32 letter = code_point_at(last);
  const std::optional<Abbreviation> known = abbreviation(token);
  const bool is_single = last == begin && code_point_before(begin) != '/';  // not `km/h`
  // `a. C.`, `т. е.`: letters that stand for words
  if (is_single && is_letter(letter) && is_single_letter(word)) return false;
  // `с. Іванівка`: a letter that stands for another word before a name
  const bool is_shortened = is_single && is_lower(letter) && is_consonant(letter);
  if (known == Abbreviation::number && is_shortened) return false;
  if (known) return is_break_after_abbreviation(*known, begin, word);
  // Some vowels are words; all letters number the items of a list.
  if (is_single && is_lower(letter)) return begin != sentence_begin_ && !is_consonant(letter);
  // An initial, or letters with stops between them: `J.`, `U.S.`
  const std::size_t dot = token.rfind('.');
  if (dot != std::string_view::npos) {
    const std::string_view piece = token.substr(dot + 1);
    if (abbreviation(piece) == Abbreviation::never) return false;
    constexpr std::size_t kLongestPiece = 3;
    const bool is_short = count_code_points(piece) <= kLongestPiece;
    if (is_short && word_end(begin) < end && is_all_letters(piece)) return is_start(word);
  }
  if (is_upper(letter) && (is_single || is_dash(code_point_before(last)))) return is_start(word);
  if (has_no_vowel(token)) return is_start(word);
  return true;
}

std::optional<Abbreviation> SentenceBreaker::abbreviation(std::string_view token) const {
  auto found = rules_.abbreviations.find(token);
  if (found == rules_.abbreviations.end() && !token.empty()) {
    // `Z.B.` at the start of a sentence
    std::size_t rest = 0;
    const UChar32 first = static_cast<UChar32>(take_code_point(token, rest));
    if (!is_upper(first) || rest == token.size()) return std::nullopt;
    std::string lower;
    append_code_point(static_cast<char32_t>(u_tolower(first)), lower);
    lower += token.substr(rest);
    found = rules_.abbreviations.find(lower);
  }
  if (found == rules_.abbreviations.end()) return std::nullopt;
  return found->second;
}

// Whether the word at `at` is one letter with a stop, or one letter of a script without case.
bool SentenceBreaker::is_single_letter(std::size_t at) const {
  const UChar32 c = code_point_at(at);
  const std::size_t end = word_end(at);
  if (!is_letter(c) || end != after(at)) return false;
  return code_point_at(end) == '.' || has_no_case(c);
}

bool SentenceBreaker::goes_on(std::size_t next) const {
  const std::string_view rest = text_.substr(next);
  return std::any_of(rules_.continues.begin(), rules_.continues.end(),
                     [&](const std::string& word) { return rest.starts_with(word); });
}

bool SentenceBreaker::is_break_without_space(const Candidate& candidate, UChar32 first) const {
  const UChar32 last_mark = code_point_before(candidate.marks_end);
  if (candidate.is_emoji) return false;
  if (is_wide_mark(last_mark))
    return !(candidate.mark_count == 1 && is_digit(first) && last_mark == 0xFF0E);
  const UChar32 previous = code_point_before(candidate.marks);
  if (candidate.has_end_mark) {
    // `?` and `!` inside addresses and names
    const std::size_t begin = token_begin(candidate.marks);
    if (text_.substr(begin, candidate.marks - begin).find_first_of("=&@") != std::string_view::npos)
      return false;
    if (text_.substr(0, begin).ends_with('/')) return false;
    // Marks of other scripts stand in no address: only digits go on, as in `10:30`.
    if (last_mark != '!' && last_mark != '?')
      return last_mark < 0x80 ? is_letter(first) : !is_digit(first) || !is_digit(previous);
    return is_upper(first) || has_no_case(first) || is_opening(first);
  }
  if (has_no_case(first) && has_no_case(previous)) return true;
  if (candidate.is_ellipsis || candidate.end > candidate.marks_end)
    return is_upper(first) || has_no_case(first);
  return is_upper(first) && is_lower(previous) && is_sentence_run_on(candidate);
}

// `the end.The next`: two words, and nothing of an address or a name of a file.
bool SentenceBreaker::is_sentence_run_on(const Candidate& candidate) const {
  const std::size_t begin = token_begin(candidate.marks);
  const std::string_view left = text_.substr(begin, candidate.marks - begin);
  const std::size_t right_end = word_end(candidate.next);
  const std::string_view right = text_.substr(candidate.next, right_end - candidate.next);
  const bool is_word =
      left.find_first_of(".@_=") == std::string_view::npos && count_code_points(left) > 2;
  const bool is_followed =
      is_white_space(code_point_at(right_end)) || code_point_at(right_end) == ',';
  if (!is_word || !is_followed) return false;
  return is_start(candidate.next) ||
         (count_code_points(right) > 2 && is_lower(code_point_at(begin)));
}

bool SentenceBreaker::is_break_at_line(const Candidate& candidate) const {
  // A line that goes on in lower case was cut to fit a page.
  if (candidate.mark_count > 0 || candidate.has_blank_line) return true;
  if (is_lower(code_point_at(candidate.next))) return false;
  constexpr std::size_t kFullLine = 60;
  const std::string_view line = text_.substr(line_begin_, candidate.end - line_begin_);
  const UChar32 last = code_point_before(candidate.end);
  return !((is_letter(last) || last == ',') && count_code_points(line) >= kFullLine);
}

bool SentenceBreaker::is_break_after_emoji(const Candidate& candidate) const {
  if (candidate.has_line) return true;
  const UChar32 first = code_point_at(candidate.next);
  if (candidate.next == candidate.end) return false;
  return is_upper(first) || is_opening(first) || first == '@' || is_hangul(first);
}

bool SentenceBreaker::is_break(const Candidate& candidate) const {
  if (candidate.next >= text_.size()) return false;
  if (candidate.has_line) return is_break_at_line(candidate);
  if (candidate.is_unmarked) return !is_closing(code_point_at(candidate.next));
  if (candidate.is_emoji && !candidate.has_end_mark) return is_break_after_emoji(candidate);
  const UChar32 first = code_point_at(candidate.next);
  const bool has_space = candidate.next > candidate.end;
  if (is_closing(first) && !is_quote(first)) return false;
  const UChar32 second = code_point_at(after(candidate.next));
  const int kind = u_getIntPropertyValue(first, UCHAR_SENTENCE_BREAK);
  const bool opens_low = first == ',' && second == ',';  // ,,so''
  if (kind == U_SB_SCONTINUE && !is_dash(first) && !opens_low) return false;
  const bool is_mark = mark_of(first) == Mark::stop || mark_of(first) == Mark::end;
  if (is_mark && !(first == 0x2026 || (first == '.' && second == '.'))) return false;
  if (is_dash(first) && !has_space) return false;

  // The word that follows, past what opens it.
  constexpr int kMostOpeners = 16;
  std::size_t word = candidate.next;
  for (int i = 0; i < kMostOpeners && word < text_.size(); ++i) {
    const UChar32 c = code_point_at(word);
    if (is_letter_or_digit(c) || mark_of(c) == Mark::line) break;
    word = after(word);
  }
  const UChar32 letter = code_point_at(word);
  const bool is_closed = candidate.closes_quotation || candidate.closes_bracket;

  if (candidate.closes_quotation && !has_space && goes_on(candidate.next)) return false;
  if (!has_space) return is_break_without_space(candidate, first);
  if (is_lower(letter) && first != '@') {
    if (is_closed || is_dash(first)) return false;
    return candidate.has_end_mark || is_break_in_small_letters(candidate);
  }
  if (candidate.has_end_mark) return true;
  // Scripts without capitals do not show whether `…` ends a sentence; mostly it does not.
  const bool is_korean = is_hangul(letter) || is_hangul(code_point_before(candidate.marks));
  if (candidate.is_ellipsis_and_stop) return true;
  if (candidate.is_ellipsis) return is_korean || (!is_digit(letter) && !has_no_case(letter));
  return is_break_after_stop(candidate, word);
}

// Letters and posts written without capitals: a sentence that began with a small letter may be
// followed by another.
bool SentenceBreaker::is_break_in_small_letters(const Candidate& candidate) const {
  if (candidate.is_ellipsis || !is_lower(code_point_at(sentence_begin_))) return false;
  const std::size_t begin = token_begin(candidate.marks);
  const std::string_view token = text_.substr(begin, candidate.marks - begin);
  if (begin == sentence_begin_ || token.find('.') != std::string_view::npos) return false;
  return count_code_points(token) > 2 && !abbreviation(token) && !has_no_vowel(token);
}

// Whether the white space at `space` is before a word that begins sentences, and far enough from
// the last end: Thai and Lao write no marks, and white space between clauses too.
bool SentenceBreaker::opens_without_mark(std::size_t space) const {
  constexpr std::size_t kShortestSentence = 30;
  const std::string_view rest = text_.substr(space + 1);
  const bool is_opener =
      std::any_of(rules_.openers.begin(), rules_.openers.end(),
                  [&](const std::string& word) { return rest.starts_with(word); });
  return is_opener && count_code_points(text_.substr(sentence_begin_, space - sentence_begin_)) >=
                          kShortestSentence;
}

// Whether the word before the white space at `space` ends as sentences end that have no mark.
bool SentenceBreaker::ends_without_mark(std::size_t space) const {
  const auto letter = static_cast<char32_t>(code_point_before(space));
  if (rules_.ending_letters.find(letter) == std::u32string::npos) return false;
  constexpr int kLongestEnding = 4;  // code points
  std::size_t begin = space;
  for (int length = 1; length <= kLongestEnding && begin > sentence_begin_; ++length) {
    begin = before(begin);
    if (begin == sentence_begin_) return false;
    if (rules_.endings.contains(text_.substr(begin, space - begin))) return !goes_on(space + 1);
  }
  return false;
}

// Whether `)` at `at` closes nothing and is a smile, as Russian and Ukrainian write it. `1)` and
// `a)` are items of a list.
bool SentenceBreaker::is_smile(std::size_t at) const {
  const UChar32 previous = code_point_before(at);
  if (previous == ')' || mark_of(previous) != Mark::none) return true;
  if (!is_letter(previous)) return false;
  return count_code_points(text_.substr(token_begin(at), at - token_begin(at))) > 2;
}

}  // namespace hexapla
