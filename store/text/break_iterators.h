#pragma once

#include <unicode/brkiter.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla {

// The calling thread's own word iterator for `language` (a language subtag); valid until the thread
// asks for another one. Making an iterator loads rules and dictionaries, so each thread keeps those
// that it has used.
//
// Throws std::runtime_error when ICU has no data.
icu::BreakIterator& word_iterator(std::string_view language);

// Grapheme cluster boundaries (UAX #29) of well-formed UTF-8, as byte offsets.
//
// Uses the calling thread's iterator: one object at a time in a thread, and `text` must outlive it.
class GraphemeBreaks {
 public:
  explicit GraphemeBreaks(std::string_view text);
  ~GraphemeBreaks();
  GraphemeBreaks(const GraphemeBreaks&) = delete;
  GraphemeBreaks& operator=(const GraphemeBreaks&) = delete;

  // Goes to the next boundary after the start; false at the end of the text.
  bool next();

  // The last boundary that is not after `offset`, the first that is not before it.
  std::size_t at_or_before(std::size_t offset);
  std::size_t at_or_after(std::size_t offset);

 private:
  icu::BreakIterator& iterator_;
  const char* bytes_;
  UText* text_;
  std::size_t size_;
};

}  // namespace hexapla
