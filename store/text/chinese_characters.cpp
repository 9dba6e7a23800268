#include "store/text/chinese_characters.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/normalize.h"

namespace hexapla {
namespace {

class Transliteration {
 public:
  explicit Transliteration(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    made_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no transliterator ") + id);
  }

  std::string of(std::string_view text) {
    icu::UnicodeString units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    // ICU says nothing of threads here.
    const std::lock_guard lock(mutex_);
    made_->transliterate(units);
    std::string result;
    return units.toUTF8String(result);
  }

 private:
  std::unique_ptr<icu::Transliterator> made_;
  std::mutex mutex_;
};

bool is_chinese(std::string_view character) {
  return !character.empty() &&
         u_hasBinaryProperty(static_cast<UChar32>(code_point_at(character, 0)),
                             UCHAR_UNIFIED_IDEOGRAPH);
}

}  // namespace

std::vector<std::string> in_other_characters(std::string_view nfc_text) {
  static Transliteration to_simplified("Traditional-Simplified");
  static Transliteration to_traditional("Simplified-Traditional");
  std::vector<std::string> others;
  for (Transliteration* way : {&to_simplified, &to_traditional}) {
    std::string other = to_nfc(way->of(nfc_text));
    if (other != nfc_text) others.push_back(std::move(other));
  }
  return others;
}

std::string mandarin_sound(std::string_view character) {
  static Transliteration to_latin("Han-Latin");
  return is_chinese(character) ? fold(to_latin.of(character)) : std::string();
}

}  // namespace hexapla
