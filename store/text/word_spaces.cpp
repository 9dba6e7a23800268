#include "store/text/word_spaces.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hexapla {

bool has_word_spaces(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 9> kWithout{"Hans", "Hant", "Hani", "Jpan", "Thai",
                                                            "Laoo", "Khmr", "Mymr", "Tibt"};
  const std::string script = language.script();
  return std::find(kWithout.begin(), kWithout.end(), script) == kWithout.end();
}

}  // namespace hexapla
