#include "store/text/known_languages.h"

#include <unicode/uloc.h>
#include <unicode/ures.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace hexapla {
namespace {

struct CloseBundle {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

void add_codes(std::string code, std::vector<std::string>& codes) {
  // `aaa~i` stands for aaa, aab, … aai.
  const std::size_t tilde = code.find('~');
  if (tilde == std::string::npos) {
    codes.push_back(std::move(code));
    return;
  }
  if (tilde == 0 || tilde + 1 >= code.size()) return;
  std::string from = code.substr(0, tilde);
  const char last = code[tilde + 1];
  for (; from.back() <= last; ++from.back()) codes.push_back(from);
}

std::string ascii(const UChar* text, std::int32_t length) {
  std::string result;
  for (std::int32_t i = 0; i < length; ++i) result.push_back(static_cast<char>(text[i]));
  return result;
}

void add_status(UResourceBundle* status_bundle, std::vector<std::string>& codes) {
  UErrorCode status = U_ZERO_ERROR;
  const bool is_one = ures_getType(status_bundle) == URES_STRING;
  const std::int32_t count = is_one ? 1 : ures_getSize(status_bundle);
  for (std::int32_t i = 0; i < count; ++i) {
    std::int32_t length = 0;
    const UChar* text = is_one ? ures_getString(status_bundle, &length, &status)
                               : ures_getStringByIndex(status_bundle, i, &length, &status);
    if (U_FAILURE(status)) return;
    add_codes(ascii(text, length), codes);
  }
}

// Sorted. Codes with a name in ICU are a floor under the validity data, which its interface does
// not promise.
std::vector<std::string> read_codes() {
  std::vector<std::string> codes;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code)
    codes.emplace_back(*code);

  UErrorCode status = U_ZERO_ERROR;
  const Bundle data(ures_openDirect(nullptr, "supplementalData", &status));
  const Bundle validity(ures_getByKey(data.get(), "idValidity", nullptr, &status));
  const Bundle languages(ures_getByKey(validity.get(), "language", nullptr, &status));
  if (U_SUCCESS(status)) {
    for (const char* kind : {"regular", "special", "deprecated", "unknown"}) {
      UErrorCode absent = U_ZERO_ERROR;
      const Bundle bundle(ures_getByKey(languages.get(), kind, nullptr, &absent));
      if (U_SUCCESS(absent)) add_status(bundle.get(), codes);
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

bool is_private_use(std::string_view subtag) {
  return subtag.size() == 3 && subtag[0] == 'q' && subtag[1] >= 'a' && subtag[1] <= 't';
}

}  // namespace

bool is_known_language(std::string_view subtag) {
  static const std::vector<std::string> codes = read_codes();
  return subtag == "und" || is_private_use(subtag) ||
         std::binary_search(codes.begin(), codes.end(), subtag, std::less<>());
}

}  // namespace hexapla
