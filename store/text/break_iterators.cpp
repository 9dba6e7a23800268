#include "store/text/break_iterators.h"

#include <unicode/locid.h>
#include <unicode/utext.h>

#include <map>
#include <memory>
#include <stdexcept>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

// A thread that meets more languages than this starts again: outside input chooses the languages.
constexpr std::size_t kMostIterators = 64;

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

icu::BreakIterator& grapheme_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    check(status, "ICU has no rules for grapheme clusters");
    return made;
  }();
  return *iterator;
}

}  // namespace

icu::BreakIterator& word_iterator(std::string_view language) {
  thread_local std::map<std::string, std::unique_ptr<icu::BreakIterator>, std::less<>> iterators;
  if (const auto found = iterators.find(language); found != iterators.end()) return *found->second;
  if (iterators.size() >= kMostIterators) iterators.clear();
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(language);
  std::unique_ptr<icu::BreakIterator> made(
      icu::BreakIterator::createWordInstance(icu::Locale(name.c_str()), status));
  check(status, "ICU has no rules for words");
  return *iterators.emplace(name, std::move(made)).first->second;
}

GraphemeBreaks::GraphemeBreaks(std::string_view text)
    : iterator_(grapheme_iterator()), bytes_(text.data()), text_(nullptr), size_(text.size()) {
  UErrorCode status = U_ZERO_ERROR;
  text_ = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  check(status, "ICU cannot open a text");
  iterator_.setText(text_, status);
  check(status, "ICU cannot break a text");
}

GraphemeBreaks::~GraphemeBreaks() { utext_close(text_); }

bool GraphemeBreaks::next() { return iterator_.next() != icu::BreakIterator::DONE; }

std::size_t GraphemeBreaks::at_or_before(std::size_t offset) {
  if (offset >= size_) return size_;
  // ICU takes an offset inside a character for the one where the character begins.
  while (offset > 0 && is_utf8_trail(bytes_[offset])) --offset;
  const auto at = static_cast<std::int32_t>(offset);
  if (iterator_.isBoundary(at)) return offset;
  const std::int32_t before = iterator_.preceding(at);
  return before == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(before);
}

std::size_t GraphemeBreaks::at_or_after(std::size_t offset) {
  if (offset >= size_) return size_;
  const auto at = static_cast<std::int32_t>(offset);
  if (iterator_.isBoundary(at)) return offset;
  const std::int32_t after = iterator_.following(at);
  return after == icu::BreakIterator::DONE ? size_ : static_cast<std::size_t>(after);
}

}  // namespace hexapla
