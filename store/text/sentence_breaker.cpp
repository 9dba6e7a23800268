#include "store/text/sentence_breaker.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/sentence_marks.h"
#include "store/text/white_space.h"

namespace hexapla {

UChar32 SentenceBreaker::code_point_at(std::size_t at) const {
  if (at >= text_.size()) return kNoCharacter;
  return static_cast<UChar32>(hexapla::code_point_at(text_, at));
}

UChar32 SentenceBreaker::code_point_before(std::size_t at) const {
  if (at == 0) return kNoCharacter;
  return static_cast<UChar32>(hexapla::code_point_at(text_, before_code_point(text_, at)));
}

std::size_t SentenceBreaker::after(std::size_t at) const { return after_code_point(text_, at); }

std::size_t SentenceBreaker::before(std::size_t at) const { return before_code_point(text_, at); }

// The end of the letters, digits and marks from `at`.
std::size_t SentenceBreaker::word_end(std::size_t at) const {
  while (at < text_.size()) {
    const UChar32 c = code_point_at(at);
    if (!is_letter_or_digit(c) && !is_attached(c)) break;
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
    const bool is_apostrophe = c == 0x2019 && is_letter(code_point_at(at));
    if (!is_apostrophe && separates_tokens(c)) break;
    at = before(at);
  }
  return at;
}

bool SentenceBreaker::is_start(std::size_t word) const {
  return rules_.starts.contains(text_.substr(word, word_end(word) - word));
}

// What may follow the marks and still close the sentence (UAX #29: Close). A quote that opens the
// next sentence looks the same: it has white space before it and none after.
SentenceBreaker::Closers SentenceBreaker::closers_end(std::size_t at) const {
  bool quotation = false;
  bool bracket = false;
  while (at < text_.size()) {
    const UChar32 c = code_point_at(at);
    if (is_quote(c)) {
      const UChar32 following = code_point_at(after(at));
      const bool opens = (is_straight_quote(c) || is_opening(c)) && is_letter_or_digit(following) &&
                         !is_cjk(following);
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
    } else if (mark_of(c) != Mark::emoji && !is_attached(c)) {
      const std::size_t emoticon = emoticon_end(at);
      if (emoticon == at) break;
      at = emoticon;
      continue;
    }
    at = after(at);
  }
  return {at, quotation, bracket};
}

// The end of `:)`, `;-)`, `=D` and the like; `at` when there is none.
std::size_t SentenceBreaker::emoticon_end(std::size_t at) const {
  const auto byte = [&](std::size_t i) { return i < text_.size() ? text_[i] : '\0'; };
  std::size_t end = at;
  if (byte(end) != ':' && byte(end) != ';' && byte(end) != '=') return at;
  ++end;
  if (byte(end) == '-' || byte(end) == '^' || byte(end) == '\'') ++end;
  const std::size_t mouth = end;
  while (byte(end) == ')' || byte(end) == '(') ++end;
  if (end == mouth && (byte(end) == 'D' || byte(end) == 'P')) ++end;
  return end > mouth && !is_letter_or_digit(code_point_at(end)) ? end : at;
}

// Whether what stands after white space still belongs to the sentence that has ended: a quote that
// French sets off with a space, the second of a pair, the number of a note, an emoticon.
bool SentenceBreaker::is_spaced_closer(std::size_t at) const {
  const UChar32 c = code_point_at(at);
  const UChar32 following = code_point_at(after(at));
  if (c == '[')
    return closers_end(at).end > at && !is_letter_or_digit(code_point_at(closers_end(at).end));
  if (mark_of(c) == Mark::emoji || emoticon_end(at) > at) return true;
  if (is_letter_or_digit(following)) return false;
  if (c == '"') return has_open_quote(at);
  if (c == '\'') return following == '\'';
  return c == 0xBB || c == 0x203A || c == 0x201D || is_closing(c);
}

void SentenceBreaker::skip_space(Candidate& candidate) const {
  candidate.next = candidate.end;
  while (candidate.next < text_.size()) {
    const UChar32 c = code_point_at(candidate.next);
    if (!is_white_space(c)) break;
    if (mark_of(c) == Mark::line) {
      // CR LF is one end of a line; two ends, or a paragraph separator, are a blank line.
      const bool is_pair = c == '\n' && code_point_before(candidate.next) == '\r';
      candidate.has_blank_line |= (candidate.has_line && !is_pair) || c == 0x2029;
      candidate.has_line = true;
    }
    candidate.next = after(candidate.next);
  }
}

void SentenceBreaker::take_closers(Candidate& candidate, std::size_t at) const {
  const Closers closers = closers_end(at);
  candidate.end = closers.end;
  candidate.closes_quotation |= closers.quotation;
  candidate.closes_bracket |= closers.bracket;
  skip_space(candidate);
}

// Whether an odd number of straight quotes stands before `at`. Asked in ascending order, so that
// the text is counted once.
bool SentenceBreaker::has_open_quote(std::size_t at) const {
  for (; quotes_counted_ < at; ++quotes_counted_) {
    if (text_[quotes_counted_] == '"') quote_is_open_ = !quote_is_open_;
    if (text_[quotes_counted_] == '\n') quote_is_open_ = false;
  }
  return quote_is_open_;
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
    if (kind == Mark::stop) {
      ++candidate.mark_count;
      ++stops;
      candidate.is_ellipsis |= c == 0x2026;
    } else if (kind == Mark::end && !rules_.drops_mark(c)) {
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
  // An ellipsis and a full stop after it.
  constexpr std::size_t kStopAfterDots = 4;
  const bool has_stop_too = code_point_at(mark) == 0x2026
                                ? stops == 2 && code_point_before(at) == '.'
                                : stops == kStopAfterDots;
  candidate.is_ellipsis_and_stop = has_stop_too && !candidate.has_end_mark;
  candidate.marks_end = at;
  take_closers(candidate, at);
  constexpr int kMostSpaced = 4;
  for (int i = 0; i < kMostSpaced && candidate.next > candidate.end && !candidate.has_line &&
                  is_spaced_closer(candidate.next);
       ++i) {
    take_closers(candidate, candidate.next);
  }
  return candidate;
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

// The end of a title in 《》 or 〈〉 that begins at `at`: marks in it are part of a name. `at` when
// nothing closes it soon.
std::size_t SentenceBreaker::end_of_title(std::size_t at) const {
  constexpr std::size_t kLongestTitle = 120;
  const std::string_view rest = text_.substr(at, kLongestTitle);
  const std::size_t end = rest.find(code_point_at(at) == 0x300A ? "》" : "〉");
  return end == std::string_view::npos ? at : at + end;
}

// Emoticons, smiles, and white space after the ending of a sentence: what ends sentences where it
// stands.
bool SentenceBreaker::is_mark_by_context(std::size_t at, UChar32 c) {
  switch (c) {
    case '(':
      ++open_brackets_;
      return false;
    case ')':
      if (open_brackets_ == 0) return is_smile(at);
      --open_brackets_;
      return false;
    case 0x3008:
    case 0x300A:
      title_end_ = std::max(title_end_, end_of_title(at));
      return false;
    case ':':
    case ';':
    case '=':
      return emoticon_end(at) > at;
    case ' ':
      return (!rules_.endings.empty() && ends_without_mark(at)) ||
             (!rules_.openers.empty() && opens_without_mark(at));
    default:
      return false;
  }
}

// ASCII that can never end a sentence here: nearly every byte of Latin text.
std::array<bool, 0x80> SentenceBreaker::plain_ascii() const {
  std::array<bool, 0x80> is_plain;
  is_plain.fill(true);
  for (const char c : std::string_view(".!?\n\r():;="))
    is_plain[static_cast<unsigned char>(c)] = false;
  is_plain[' '] = rules_.endings.empty() && rules_.openers.empty();
  for (const char32_t c : rules_.more_marks) {
    if (c < is_plain.size()) is_plain[c] = false;
  }
  return is_plain;
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
  const std::array<bool, 0x80> is_plain = plain_ascii();
  while (at < text_end) {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < is_plain.size() && is_plain[byte]) {
      ++at;
      continue;
    }
    const UChar32 c = code_point_at(at);
    Mark mark = mark_of(c);
    if (rules_.adds_mark(c)) mark = Mark::end;
    if (mark == Mark::end && rules_.drops_mark(c)) mark = Mark::none;
    if (mark == Mark::none && is_mark_by_context(at, c)) mark = Mark::emoji;
    if (mark == Mark::none) {
      at = after(at);
      continue;
    }
    if (at < title_end_) {
      at = after(at);
      continue;
    }
    Candidate candidate = mark == Mark::line ? line_candidate(at) : candidate_at(at);
    candidate.is_unmarked = c == ' ';
    candidate.is_emoji |= mark == Mark::emoji;
    at = std::max(candidate.next, after(at));
    const bool breaks = candidate.next < text_end && is_break(candidate);
    if (candidate.has_line) line_begin_ = candidate.next;
    if (!breaks) continue;
    while (candidate.end > sentence_begin_ && is_white_space(code_point_before(candidate.end))) {
      candidate.end = before(candidate.end);
    }
    if (!makes_whole(candidate.end, candidate.next)) continue;
    add(candidate.end);
    sentence_begin_ = candidate.next;
    open_brackets_ = 0;
  }
  std::size_t next = text_.size();
  makes_whole(text_end, next);
  add(text_end);
  return result;
}

}  // namespace hexapla
