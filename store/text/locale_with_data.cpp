#include "store/text/locale_with_data.h"

#include <unicode/locid.h>

#include <set>

namespace hexapla {

std::string locale_with_data(const LanguageTag& language) {
  static const std::set<std::string> kAvailable = [] {
    std::set<std::string> names;
    std::int32_t count = 0;
    const icu::Locale* const locales = icu::Locale::getAvailableLocales(count);
    for (std::int32_t i = 0; i < count; ++i) names.insert(locales[i].getName());
    return names;
  }();
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(language.text(), status);
  if (U_FAILURE(status)) return {};
  std::string name = locale.getBaseName();
  while (!name.empty() && !kAvailable.contains(name)) {
    const std::size_t cut = name.rfind('_');
    name.resize(cut == std::string::npos ? 0 : cut);
  }
  return name;
}

}  // namespace hexapla
