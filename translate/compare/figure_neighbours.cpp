#include "translate/compare/figure_neighbours.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

bool is_hebrew(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_HEBREW;
}

}  // namespace

bool is_gershayim(char32_t c) {
  return c == U'״' || c == U'"' || c == U'“' || c == U'”' || c == U'„';
}

std::size_t after_joint(std::string_view text, std::size_t at) {
  std::size_t steps = 0;
  while (at < text.size() && steps < 2) {
    std::size_t next = at;
    const char32_t c = take_code_point(text, next);
    if (c == U'\n' || !(u_isUWhiteSpace(static_cast<UChar32>(c)) || c == U'-' || c == U'‑')) break;
    at = next;
    ++steps;
  }
  return at;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  UChar32 before = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const auto c = static_cast<UChar32>(take_code_point(text, next));
    if (!is_letter_or_mark(c)) {
      const bool is_inside = is_gershayim(static_cast<char32_t>(c)) && is_hebrew(before) &&
                             next < text.size() &&
                             is_hebrew(static_cast<UChar32>(code_point_at(text, next)));
      if (!is_inside) break;
    }
    before = c;
    at = next;
  }
  return at;
}

bool may_begin_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<UChar32>(code_point_at(text, before_code_point(text, at)));
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(before, &status);
  return !u_isalpha(before) || (script != USCRIPT_LATIN && script != USCRIPT_CYRILLIC &&
                                script != USCRIPT_GREEK && script != USCRIPT_ARMENIAN);
}

}  // namespace hexapla
