#include "store/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "store/text/ascii.h"
#include "store/text/ukrainian_latin.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::size_t kLongestSlug = 80;
// Transliterating Chinese runs at 0.1 MB/s, and a title longer than this is cut anyway.
constexpr std::size_t kLongestTitle = 480;

struct Normalizers {
  const icu::Normalizer2* case_folded;
  const icu::Normalizer2* decomposed;
  const icu::Normalizer2* composed;
};

const Normalizers& normalizers() {
  static const Normalizers all = [] {
    UErrorCode status = U_ZERO_ERROR;
    Normalizers found{icu::Normalizer2::getNFKCCasefoldInstance(status),
                      icu::Normalizer2::getNFDInstance(status),
                      icu::Normalizer2::getNFCInstance(status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for NFKC case folding");
    return found;
  }();
  return all;
}

// Marks that readers leave out or add without making another word: accents, Hebrew points, Arabic
// vowels, nuktas. Thai and Lao vowels, viramas and Japanese voicing marks are marks as well, but
// spell other words.
bool is_accent(UChar32 c) {
  if (u_charType(c) != U_NON_SPACING_MARK) return false;
  const int combining_class = u_getCombiningClass(c);
  return combining_class == 1 || combining_class == 7 ||
         (combining_class >= 10 && combining_class <= 36) || combining_class >= 200;
}

UChar32 unified_letter(UChar32 c) {
  switch (c) {
    case 0x0671:
      return 0x0627;  // alef wasla: alef
    case 0x0649:      // alef maksura, Persian yeh, yeh with tail: yeh
    case 0x06CC:
    case 0x06CD:
      return 0x064A;
    case 0x0629:  // teh marbuta, heh goal, its teh, ae: heh
    case 0x06C1:
    case 0x06C3:
    case 0x06BE:
    case 0x06D5:
      return 0x0647;
    case 0x06A9:
      return 0x0643;  // Persian kaf: kaf
    default:
      return c;
  }
}

UChar32 unified_digit(UChar32 c) {
  const int value = u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(c) : -1;
  return value < 0 ? c : '0' + value;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

bool is_ascii_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// ICU's transliterators say nothing about threads; titles are few, so one at a time is enough.
std::string to_ascii(std::string_view text) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  static const std::unique_ptr<icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no transliterator to ASCII");
    return made;
  }();
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  transliterator->transliterate(units);
  std::string result;
  return units.toUTF8String(result);
}

// An apostrophe or a quote inside a word. Transliteration leaves them of ’ and ʼ, of soft and hard
// signs, and of the marks in Hebrew acronyms.
bool is_inside_word(std::string_view text, std::size_t at) {
  if (text[at] == '\'' || text[at] == '`') return true;
  return text[at] == '"' && at > 0 && at + 1 < text.size() &&
         is_ascii_letter_or_digit(text[at - 1]) && is_ascii_letter_or_digit(text[at + 1]);
}

}  // namespace

std::string fold(std::string_view nfc_text) {
  std::string result;
  if (is_ascii(nfc_text)) {
    result.reserve(nfc_text.size());
    for (const char c : nfc_text) result.push_back(ascii_lower(c));
    return result;
  }
  const Normalizers& all = normalizers();
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      all.case_folded->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                     nfc_text.data(), static_cast<std::int32_t>(nfc_text.size()))),
                                 status);
  const icu::UnicodeString decomposed = all.decomposed->normalize(folded, status);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < decomposed.length();) {
    const UChar32 c = decomposed.char32At(at);
    at += U16_LENGTH(c);
    constexpr UChar32 kTatweel = 0x0640;
    if (c != kTatweel && !is_accent(c)) kept.append(unified_digit(unified_letter(c)));
  }
  all.composed->normalize(kept, status).toUTF8String(result);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot fold a text");
  return result;
}

std::string slug(std::string_view nfc_text) {
  const std::string_view title = prefix_of_whole_graphemes(nfc_text, kLongestTitle);
  const std::string ascii = is_ascii(title)          ? std::string(title)
                            : looks_ukrainian(title) ? to_ascii(ukrainian_to_latin(title))
                                                     : to_ascii(title);
  std::string result;
  bool wants_hyphen = false;
  for (std::size_t at = 0; at < ascii.size(); ++at) {
    if (is_inside_word(ascii, at)) continue;
    if (!is_ascii_letter_or_digit(ascii[at])) {
      wants_hyphen = !result.empty();
      continue;
    }
    if (wants_hyphen) result.push_back('-');
    wants_hyphen = false;
    result.push_back(ascii_lower(ascii[at]));
  }
  if (result.size() <= kLongestSlug) return result;
  const std::size_t hyphen = result.rfind('-', kLongestSlug);
  result.resize(hyphen == std::string::npos ? kLongestSlug : hyphen);
  return result;
}

}  // namespace hexapla
