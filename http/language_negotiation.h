#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.h"
#include "store/archive/reading.h"

namespace hexapla {

// One range of an Accept-Language header, most wanted first; `quality` in thousandths, 0 for what
// is refused.
struct LanguageRange {
  std::string range;  // in lower case: `zh-hant`, `*`
  int quality = 1000;
};

// RFC 9110, section 12.5.4. Parts that are none are passed over; at most 50 are read.
std::vector<LanguageRange> parse_accept_language(std::string_view header);

// Of such a header the ranges that name a language, the most wanted first.
std::vector<std::string> accepted_languages(std::string_view header);

// Which of `tags` to answer with: by lookup (RFC 4647, section 3.4), then, where that finds
// nothing, the first tag that begins with a range, so that `zh` finds `zh-Hant`. A tag that a range
// of quality 0 covers is never it. The index; nothing when no range finds one.
struct LanguageChoice {
  std::optional<std::size_t> tag;
  bool may_default = true;  // false: everything else is refused (`*;q=0`)
};
// Whether the longest range that covers `tag` has quality 0.
bool is_refused(const std::vector<LanguageRange>& ranges, std::string_view tag);

LanguageChoice choose_language(const std::vector<LanguageRange>& ranges,
                               const std::vector<std::string>& tags);

// The tag of a version as metadata name it: its language, and for a machine's work `en-t-ar-t0-und`
// (RFC 6497: transformed from Arabic, by a machine that the registry has no name for), or
// `en-t-t0-und` where nobody knows from what. Versions are chosen by the plain language.
std::string content_language(const Reading& reading, const RevisionAddress& newest);

// `Link: </a/ferry/es>; rel="alternate"; hreflang="es"` for each variant.
std::string alternate_links(const Reading& reading, const ArticleId& article);

}  // namespace hexapla
