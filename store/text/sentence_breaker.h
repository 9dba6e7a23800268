#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <unicode/umachine.h>

#include "store/text/break_iterators.h"
#include "store/text/byte_range.h"
#include "store/text/sentence_rules.h"

namespace hexapla {

// Finds the sentences of one text; see segment_sentences(). Used once, by one thread.
//
// The characters that may end a sentence, and those that may stand between the mark and the end,
// are those of UAX #29 (section 5) by ICU's properties. Whether they do is decided here, and not by
// ICU's iterator: what decides, the word before and the word after, needs the text on both sides
// anyway.
class SentenceBreaker {
 public:
  SentenceBreaker(std::string_view text, const SentenceRules& rules) : text_(text), rules_(rules) {}

  std::vector<ByteRange> sentences();

 private:
  // A place where a sentence may end: marks, what closes it, white space, and what follows.
  struct Candidate {
    std::size_t marks;       // the first mark
    std::size_t marks_end;   // after the last one
    std::size_t end;         // after brackets and quotes that close the sentence
    std::size_t next;        // the first byte that is not white space, or the end of the text
    std::size_t mark_count;  // of full stops, or all marks
    bool has_end_mark;       // one that is no full stop
    bool is_ellipsis;
    bool is_ellipsis_and_stop;
    bool is_emoji;
    bool has_line;  // the white space has the end of a line
    bool has_blank_line;
    bool is_unmarked;  // white space that ends a sentence by the words beside it
    bool closes_quotation;
    bool closes_bracket;
  };

  Candidate candidate_at(std::size_t mark) const;
  Candidate line_candidate(std::size_t line) const;
  struct Closers {
    std::size_t end;
    bool quotation;
    bool bracket;
  };
  Closers closers_end(std::size_t at) const;
  void take_closers(Candidate& candidate, std::size_t at) const;
  std::size_t emoticon_end(std::size_t at) const;
  bool is_spaced_closer(std::size_t at) const;
  bool has_open_quote(std::size_t at) const;
  bool is_mark_by_context(std::size_t at, UChar32 c);
  std::array<bool, 0x80> plain_ascii() const;
  bool is_smile(std::size_t at) const;
  std::size_t end_of_title(std::size_t at) const;
  void skip_space(Candidate& candidate) const;

  bool is_break(const Candidate& candidate) const;
  bool is_break_at_line(const Candidate& candidate) const;
  bool is_break_after_emoji(const Candidate& candidate) const;
  bool is_break_without_space(const Candidate& candidate, UChar32 first) const;
  bool is_sentence_run_on(const Candidate& candidate) const;
  bool is_break_in_small_letters(const Candidate& candidate) const;
  bool is_break_after_stop(const Candidate& candidate, std::size_t word) const;
  bool is_break_after_number(std::string_view number, std::size_t word) const;
  bool is_break_after_abbreviation(Abbreviation kind, std::size_t token_begin,
                                   std::size_t word) const;

  bool is_grapheme_boundary(std::size_t at);
  bool makes_whole(std::size_t& end, std::size_t& next);

  std::optional<Abbreviation> abbreviation(std::string_view token) const;
  bool is_single_letter(std::size_t at) const;
  bool is_start(std::size_t word) const;
  bool goes_on(std::size_t next) const;
  bool ends_without_mark(std::size_t space) const;
  bool opens_without_mark(std::size_t space) const;
  bool is_after_number(std::size_t at) const;

  UChar32 code_point_at(std::size_t at) const;
  UChar32 code_point_before(std::size_t at) const;
  std::size_t after(std::size_t at) const;
  std::size_t before(std::size_t at) const;
  std::size_t word_end(std::size_t at) const;
  std::size_t token_begin(std::size_t end) const;

  std::string_view text_;
  const SentenceRules& rules_;
  std::size_t sentence_begin_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t title_end_ = 0;
  std::size_t open_brackets_ = 0;
  mutable std::size_t quotes_counted_ = 0;
  mutable bool quote_is_open_ = false;
  std::optional<GraphemeBreaks> graphemes_;
};

}  // namespace hexapla
