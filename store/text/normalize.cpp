#include "store/text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <stdexcept>

#include "store/text/utf8.h"

namespace hexapla {
namespace {

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2& instance = [&]() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no data for NFC");
    return *found;
  }();
  return instance;
}

// Two numbers are enough to name a version: `15.0`, `72.1`.
std::string major_and_minor(const UVersionInfo& version) {
  return std::to_string(version[0]) + "." + std::to_string(version[1]);
}

// ICU takes ill-formed bytes for normalized ones, so they have to be found first.
void require_utf8(std::string_view text) {
  if (const auto offset = first_invalid_utf8(text)) {
    throw std::invalid_argument("text is no well-formed UTF-8 at byte " + std::to_string(*offset));
  }
}

bool is_normalized(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const bool answer = nfc().isNormalizedUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot check NFC");
  return answer;
}

}  // namespace

const UnicodeVersions& unicode_versions() {
  static const UnicodeVersions versions = [] {
    UVersionInfo unicode;
    UVersionInfo icu_version;
    u_getUnicodeVersion(unicode);
    u_getVersion(icu_version);
    return UnicodeVersions{.unicode = major_and_minor(unicode),
                           .icu = major_and_minor(icu_version)};
  }();
  return versions;
}

std::string to_nfc(std::string_view text) {
  require_utf8(text);
  if (is_normalized(text)) return std::string(text);
  std::string result;
  icu::StringByteSink<std::string> sink(&result, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  nfc().normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                      sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot make NFC");
  return result;
}

bool is_nfc(std::string_view text) {
  require_utf8(text);
  return is_normalized(text);
}

}  // namespace hexapla
