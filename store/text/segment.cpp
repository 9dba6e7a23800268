#include "store/text/segment.h"

#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include "store/text/break_iterators.h"
#include "store/text/normalize.h"
#include "store/text/sentence_breaker.h"
#include "store/text/sentence_rules.h"

namespace hexapla {
namespace {

// Raised by every change of sentence_rules.txt or of the code that reads text by it.
constexpr int kRules = 3;

}  // namespace

std::string_view segmenter_version() {
  static const std::string version =
      "hexapla-" + std::to_string(kRules) + " icu-" + unicode_versions().icu;
  return version;
}

std::vector<ByteRange> segment_sentences(std::string_view nfc_text, const LanguageTag& language) {
  return SentenceBreaker(nfc_text, sentence_rules(language.language())).sentences();
}

std::vector<ByteRange> segment_words(std::string_view nfc_text, const LanguageTag& language) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(nfc_text.data(), static_cast<std::int32_t>(nfc_text.size())));
  icu::BreakIterator& iterator = word_iterator(language.language());
  iterator.setText(units);
  std::vector<ByteRange> words;
  std::uint32_t begin_byte = 0;
  std::int32_t begin = iterator.first();
  for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    std::uint32_t bytes = 0;
    for (std::int32_t i = begin; i < end;) {
      const UChar32 c = units.char32At(i);
      bytes += static_cast<std::uint32_t>(U8_LENGTH(c));
      i += U16_LENGTH(c);
    }
    if (iterator.getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
      words.push_back({begin_byte, begin_byte + bytes});
    begin_byte += bytes;
    begin = end;
  }
  return words;
}

}  // namespace hexapla
