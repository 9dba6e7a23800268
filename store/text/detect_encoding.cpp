#include "store/text/detect_encoding.h"

#include <unicode/ucsdet.h>

#include <memory>

namespace hexapla {
namespace {

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

unsigned byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

bool is_thai_consonant(unsigned byte) { return byte >= 0xA1 && byte <= 0xCE; }
// Vowels and tones that are written above or below the consonant before them.
bool is_thai_mark(unsigned byte) {
  return byte == 0xD1 || (byte >= 0xD4 && byte <= 0xDA) || (byte >= 0xE7 && byte <= 0xEE);
}
bool is_thai(unsigned byte) {
  return (byte >= 0xA1 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB);
}

// How sure we are of TIS-620, 0–100. Thai marks stand on a consonant, or on a mark that does: in
// other encodings the same bytes are letters that stand anywhere.
int confidence_of_thai(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t thai = 0;
  std::size_t marks = 0;
  std::size_t well_placed = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned byte = byte_at(bytes, i);
    if (byte < 0x80) continue;
    ++high;
    thai += is_thai(byte) ? 1 : 0;
    if (!is_thai_mark(byte)) continue;
    ++marks;
    const unsigned before = i == 0 ? 0 : byte_at(bytes, i - 1);
    well_placed += is_thai_consonant(before) || is_thai_mark(before) ? 1 : 0;
  }
  // Windows-874 adds quotes and dashes below 0xA0. About a quarter of Thai text is marks.
  const bool is_likely = high >= 16 && thai * 100 >= high * 95 && marks * 100 >= high * 8 &&
                         well_placed * 100 >= marks * 97;
  return is_likely ? 90 : 0;
}

// Where an 8-bit encoding has the small letters of Ukrainian.
struct UkrainianLayout {
  unsigned first_small;  // а to я, in whatever order
  unsigned last_small;
  unsigned first_letter;  // а to я and А to Я
  std::string_view own_small;
  std::string_view own_capital;
  unsigned i;  // і, one letter in eighteen
};
constexpr UkrainianLayout kKoi8U{0xC0, 0xDF, 0xC0, "\xA4\xA6\xA7\xAD", "\xB4\xB6\xB7\xBD", 0xA6};
constexpr UkrainianLayout kWindows1251{0xE0, 0xFF, 0xC0, "\xBA\xB3\xBF\xB4", "\xAA\xB2\xAF\xA5",
                                       0xB3};

bool is_ascii_letter(unsigned byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// How sure we are of Ukrainian in this encoding, 0–100: nearly all high bytes are its letters, most
// of them small, with as many і as Ukrainian has, and no word mixes them with Latin letters as
// Polish or Greek bytes would make it.
int confidence_of_ukrainian(std::string_view bytes, const UkrainianLayout& layout) {
  std::size_t high = 0;
  std::size_t small = 0;
  std::size_t letters = 0;
  std::size_t i_letters = 0;
  std::size_t mixed = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const unsigned byte = byte_at(bytes, at);
    if (byte < 0x80) continue;
    ++high;
    const bool is_small = (byte >= layout.first_small && byte <= layout.last_small) ||
                          layout.own_small.find(bytes[at]) != std::string_view::npos;
    small += is_small ? 1 : 0;
    letters += is_small || byte >= layout.first_letter ||
               layout.own_capital.find(bytes[at]) != std::string_view::npos;
    i_letters += byte == layout.i ? 1 : 0;
    mixed += (at > 0 && is_ascii_letter(byte_at(bytes, at - 1))) ||
             (at + 1 < bytes.size() && is_ascii_letter(byte_at(bytes, at + 1)));
  }
  const bool is_likely = high >= 24 && letters * 100 >= high * 92 && small * 100 >= high * 75 &&
                         i_letters * 100 >= high * 2 && mixed * 100 <= high * 2;
  return is_likely ? 80 : 0;
}

}  // namespace

std::vector<EncodingGuess> guess_encodings(std::string_view bytes) {
  std::vector<EncodingGuess> guesses;
  if (const int thai = confidence_of_thai(bytes); thai > 0)
    guesses.push_back({"windows-874", thai});
  if (const int koi = confidence_of_ukrainian(bytes, kKoi8U); koi > 0)
    guesses.push_back({"KOI8-U", koi});
  if (const int windows = confidence_of_ukrainian(bytes, kWindows1251); windows > 0) {
    guesses.push_back({"windows-1251", windows});
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return guesses;
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const int confidence = ucsdet_getConfidence(matches[i], &status);
    if (U_FAILURE(status)) break;
    guesses.push_back({name, confidence});
  }
  return guesses;
}

}  // namespace hexapla
