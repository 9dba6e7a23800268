#include "store/text/sentence_breaker.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "store/text/break_iterators.h"
#include "store/text/code_points.h"
#include "store/text/sentence_marks.h"
#include "store/text/white_space.h"

namespace hexapla {
namespace {

constexpr UChar32 kNothing = -1;

bool is_digit(UChar32 c) { return c >= 0 && u_isdigit(c); }
bool is_lower(UChar32 c) { return c >= 0 && u_islower(c); }
bool is_upper(UChar32 c) { return c >= 0 && (u_isupper(c) || u_istitle(c)); }
bool is_letter(UChar32 c) { return c >= 0 && u_isalpha(c); }
bool has_no_case(UChar32 c) { return is_letter(c) && !is_lower(c) && !is_upper(c); }

// Marks on a character, and characters without shape: part of what precedes them (UAX #29, SB5).
bool is_attached(UChar32 c) {
  if (c < 0x300) return c == 0xAD;
  const int kind = u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
  return kind == U_SB_EXTEND || kind == U_SB_FORMAT;
}

bool is_straight_quote(UChar32 c) { return c == '"' || c == '\''; }

// The second half of a pair in some language: German “ and » open elsewhere and close here.
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

// Full-width marks of Chinese and Japanese, which no white space follows.
bool is_wide_mark(UChar32 c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0xFF0E;
}

bool is_cjk(UChar32 c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c < 0x32000);
}

}  // namespace

UChar32 SentenceBreaker::code_point_at(std::size_t at) const {
  if (at >= text_.size()) return kNothing;
  return static_cast<UChar32>(hexapla::code_point_at(text_, at));
}

UChar32 SentenceBreaker::code_point_before(std::size_t at) const {
  if (at == 0) return kNothing;
  return static_cast<UChar32>(hexapla::code_point_at(text_, before_code_point(text_, at)));
}

std::size_t SentenceBreaker::after(std::size_t at) const { return after_code_point(text_, at); }

std::size_t SentenceBreaker::before(std::size_t at) const { return before_code_point(text_, at); }

// The end of the letters, digits and marks from `at`.
std::size_t SentenceBreaker::word_end(std::size_t at) const {
  while (at < text_.size()) {
    const UChar32 c = code_point_at(at);
    if (!u_isalnum(c) && !is_attached(c)) break;
    at = after(at);
  }
  return at;
}

// Where the word begins that ends at `end`: after white space, a bracket, a quote, a slash or a
// dash. Full stops inside belong to it (`z.B`).
std::size_t SentenceBreaker::token_begin(std::size_t end) const {
  constexpr std::size_t kLongestToken = 40;
  std::size_t at = end;
  while (at > sentence_begin_ && end - at < kLongestToken) {
    const UChar32 c = code_point_before(at);
    if (is_white_space(c) || is_opening(c) || is_closing(c) || c == '/' || c == '"' ||
        c == 0x2014 || c == 0x2013 || c == ',' || c == ':' || c == ';')
      break;
    at = before(at);
  }
  return at;
}

bool SentenceBreaker::is_start(std::size_t word) const {
  return rules_.starts.contains(text_.substr(word, word_end(word) - word));
}

// What may follow the marks and still close the sentence (UAX #29: Close). A quote that opens the
// next sentence looks the same: it has white space before it and none after.
std::size_t SentenceBreaker::closers_end(std::size_t at, bool& quotation, bool& bracket) const {
  while (at < text_.size()) {
    const UChar32 c = code_point_at(at);
    if (is_quote(c)) {
      const UChar32 following = code_point_at(after(at));
      const bool opens = (is_straight_quote(c) || is_opening(c)) && u_isalnum(following) &&
                         following >= 0 && !is_cjk(following);
      if (opens) break;
      if (is_opening(c) && is_cjk(following)) break;
      quotation = true;
    } else if (is_closing(c)) {
      bracket = true;
    } else if (c == '[') {
      // The number of a note: `end.[12]`
      std::size_t digit = after(at);
      while (is_digit(code_point_at(digit))) digit = after(digit);
      if (digit == after(at) || code_point_at(digit) != ']') break;
      at = digit;
    } else if (!is_attached(c)) {
      break;
    }
    at = after(at);
  }
  return at;
}

void SentenceBreaker::skip_space(Candidate& candidate) const {
  candidate.next = candidate.end;
  while (candidate.next < text_.size()) {
    const UChar32 c = code_point_at(candidate.next);
    if (!is_white_space(c)) break;
    candidate.has_line |= mark_of(c) == Mark::line;
    candidate.next = after(candidate.next);
  }
}

SentenceBreaker::Candidate SentenceBreaker::line_candidate(std::size_t line) const {
  Candidate candidate{};
  candidate.marks = candidate.marks_end = candidate.end = line;
  skip_space(candidate);
  return candidate;
}

SentenceBreaker::Candidate SentenceBreaker::candidate_at(std::size_t mark) const {
  Candidate candidate{};
  candidate.marks = mark;
  std::size_t at = mark;
  std::size_t stops = 0;
  while (at < text_.size()) {
    const UChar32 c = code_point_at(at);
    const Mark kind = rules_.adds_mark(c) ? Mark::end : mark_of(c);
    if (kind == Mark::stop && !rules_.drops_mark(c)) {
      ++candidate.mark_count;
      ++stops;
      candidate.is_ellipsis |= c == 0x2026;
    } else if (kind == Mark::end) {
      ++candidate.mark_count;
      candidate.has_end_mark = true;
    } else if (kind == Mark::emoji) {
      ++candidate.mark_count;
      candidate.is_emoji = true;
    } else if (!is_attached(c)) {
      // Spaced ellipsis: `. . .`
      if (c == ' ' && stops > 0 && code_point_at(at + 1) == '.') {
        ++at;
        continue;
      }
      break;
    }
    at = after(at);
  }
  candidate.is_ellipsis |= stops > 1;
  candidate.marks_end = at;
  candidate.end = closers_end(at, candidate.closes_quotation, candidate.closes_bracket);
  skip_space(candidate);
  // French sets its quotes off with spaces: « Bonjour. »
  if (candidate.next > candidate.end && candidate.next < text_.size()) {
    const UChar32 c = code_point_at(candidate.next);
    const UChar32 following = code_point_at(after(candidate.next));
    if ((c == 0xBB || c == 0x203A || c == 0x201D || c == '"' || is_closing(c)) &&
        !u_isalnum(following)) {
      candidate.end =
          closers_end(candidate.next, candidate.closes_quotation, candidate.closes_bracket);
      skip_space(candidate);
    }
  }
  return candidate;
}

bool SentenceBreaker::is_after_number(std::size_t at) const {
  while (at > sentence_begin_ && is_white_space(code_point_before(at))) at = before(at);
  const UChar32 c = at == 0 ? kNothing : code_point_before(at);
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
  const bool is_alone = number.data() == text_.data() + sentence_begin_;
  if (is_alone && number.size() <= 3) return false;  // an item of a list: `1. First`
  if (!rules_.has_ordinals || number.size() > 2) return true;
  return is_start(word);
}

// After one full stop: the word before it decides, together with the word after.
bool SentenceBreaker::is_break_after_stop(const Candidate& candidate, std::size_t word) const {
  const std::size_t begin = token_begin(candidate.marks);
  const std::string_view token = text_.substr(begin, candidate.marks - begin);
  if (token.empty()) return true;
  const bool all_digits =
      std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (all_digits) return is_break_after_number(token, word);

  auto found = rules_.abbreviations.find(token);
  if (found == rules_.abbreviations.end() && is_upper(code_point_at(begin))) {
    // `Z.B.` at the start of a sentence
    std::string lower;
    const UChar32 c = u_tolower(code_point_at(begin));
    append_code_point(static_cast<char32_t>(c), lower);
    lower += token.substr(after(begin) - begin);
    if (lower.size() > 2) found = rules_.abbreviations.find(lower);
  }
  if (found != rules_.abbreviations.end())
    return is_break_after_abbreviation(found->second, begin, word);

  // An initial, or letters with stops between them: `J.`, `U.S.`
  const std::size_t last = before(candidate.marks);
  if (is_upper(code_point_at(last))) {
    const UChar32 preceding = last == begin ? kNothing : code_point_before(last);
    if (last == begin || preceding == '.' || is_dash(preceding)) return is_start(word);
  }
  return true;
}

bool SentenceBreaker::goes_on_after_quotation(std::size_t next) const {
  const std::string_view rest = text_.substr(next);
  return std::any_of(rules_.continues.begin(), rules_.continues.end(),
                     [&](const std::string& word) { return rest.starts_with(word); });
}

bool SentenceBreaker::is_break_without_space(const Candidate& candidate, UChar32 first) const {
  const UChar32 last_mark = code_point_before(candidate.marks_end);
  if (candidate.is_emoji) return false;
  if (is_wide_mark(last_mark)) return true;
  const UChar32 previous = code_point_before(candidate.marks);
  if (candidate.has_end_mark) {
    // `?` and `!` inside addresses and names
    const std::size_t begin = token_begin(candidate.marks);
    if (text_.substr(begin, candidate.marks - begin).find_first_of("=&@") != std::string_view::npos)
      return false;
    if (text_.substr(0, begin).ends_with('/')) return false;
    return is_upper(first) || has_no_case(first) || is_opening(first);
  }
  if (has_no_case(first) && has_no_case(previous)) return true;
  if (candidate.is_ellipsis || candidate.end > candidate.marks_end)
    return is_upper(first) || has_no_case(first);
  // `the end.The next`
  return is_upper(first) && is_lower(previous) && is_start(candidate.next);
}

bool SentenceBreaker::is_break_at_line(const Candidate& candidate) const {
  // A line that goes on in lower case was cut to fit a page.
  if (candidate.mark_count > 0) return true;
  const UChar32 first = code_point_at(candidate.next);
  return !is_lower(first);
}

bool SentenceBreaker::is_break_after_emoji(const Candidate& candidate) const {
  if (candidate.has_line) return true;
  const UChar32 first = code_point_at(candidate.next);
  return candidate.next > candidate.end && (is_upper(first) || is_opening(first));
}

bool SentenceBreaker::is_break(const Candidate& candidate) const {
  if (candidate.next >= text_.size()) return false;
  if (candidate.has_line) return is_break_at_line(candidate);
  if (candidate.is_emoji && !candidate.has_end_mark) return is_break_after_emoji(candidate);
  const UChar32 first = code_point_at(candidate.next);
  const bool has_space = candidate.next > candidate.end;
  if (is_closing(first) && !is_quote(first)) return false;
  const int kind = u_getIntPropertyValue(first, UCHAR_SENTENCE_BREAK);
  if (kind == U_SB_SCONTINUE && !is_dash(first)) return false;
  if (is_dash(first) && !has_space) return false;

  // The word that follows, past what opens it.
  std::size_t word = candidate.next;
  while (word < text_.size() && !u_isalnum(code_point_at(word)) &&
         mark_of(code_point_at(word)) != Mark::line) {
    word = after(word);
  }
  const UChar32 letter = code_point_at(word);
  const bool is_closed = candidate.closes_quotation || candidate.closes_bracket;

  if (candidate.closes_quotation && !has_space && goes_on_after_quotation(candidate.next))
    return false;
  if (!has_space) return is_break_without_space(candidate, first);
  if (is_lower(letter)) {
    if (!candidate.has_end_mark || is_closed || is_dash(first)) return false;
    return true;
  }
  if (candidate.has_end_mark || candidate.is_ellipsis) return true;
  return is_break_after_stop(candidate, word);
}

// UAX #29, GB4 to GB999, decided by the two neighbours alone where they suffice.
bool SentenceBreaker::is_grapheme_boundary(std::size_t at) {
  if (at == 0 || at >= text_.size()) return true;
  const auto kind = [](UChar32 c) {
    return u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
  };
  const int left = kind(code_point_before(at));
  const int right = kind(code_point_at(at));
  const bool joins_left =
      right == U_GCB_EXTEND || right == U_GCB_ZWJ || right == U_GCB_SPACING_MARK;
  if (left == U_GCB_OTHER && !joins_left) return true;
  if (!graphemes_) graphemes_.emplace(text_);
  return graphemes_->at_or_before(at) == at;
}

// Moves the two sides of a break, between which is white space only, to the nearest grapheme
// boundaries: a mark may stand on a space. False when no boundary is between them.
bool SentenceBreaker::makes_whole(std::size_t& end, std::size_t& next) {
  if (!is_grapheme_boundary(end)) end = graphemes_->at_or_after(end);
  if (!is_grapheme_boundary(next)) next = graphemes_->at_or_before(next);
  return end <= next;
}

std::vector<ByteRange> SentenceBreaker::sentences() {
  std::vector<ByteRange> result;
  const auto add = [&](std::size_t end) {
    if (end > sentence_begin_) {
      result.push_back(
          {static_cast<std::uint32_t>(sentence_begin_), static_cast<std::uint32_t>(end)});
    }
  };
  std::size_t text_end = text_.size();
  while (text_end > 0 && is_white_space(code_point_before(text_end))) text_end = before(text_end);
  while (sentence_begin_ < text_end && is_white_space(code_point_at(sentence_begin_))) {
    sentence_begin_ = after(sentence_begin_);
  }
  std::size_t start = 0;
  makes_whole(start, sentence_begin_);
  std::size_t at = sentence_begin_;
  while (at < text_end) {
    const UChar32 c = code_point_at(at);
    Mark mark = mark_of(c);
    if (rules_.adds_mark(c)) mark = Mark::end;
    if (rules_.drops_mark(c)) mark = Mark::none;
    if (mark == Mark::none) {
      at = after(at);
      continue;
    }
    Candidate candidate = mark == Mark::line ? line_candidate(at) : candidate_at(at);
    at = std::max(candidate.next, after(at));
    if (candidate.next >= text_end || !is_break(candidate)) continue;
    while (candidate.end > sentence_begin_ && is_white_space(code_point_before(candidate.end))) {
      candidate.end = before(candidate.end);
    }
    if (!makes_whole(candidate.end, candidate.next)) continue;
    add(candidate.end);
    sentence_begin_ = candidate.next;
  }
  std::size_t next = text_.size();
  makes_whole(text_end, next);
  add(text_end);
  return result;
}

}  // namespace hexapla
