#pragma once

#include <string>
#include <string_view>

#include "http/html.h"
#include "store/archive/reading.h"
#include "store/model/kind.h"
#include "store/text/language_tag.h"

namespace hexapla {

// What the pages call things, in one place.

std::string_view kind_words(Kind kind);        // `Automated translation`
std::string_view short_kind_words(Kind kind);  // `automated`
// The sign of a kind: a square for an original, and the fuller the disc, the more human the hand.
Markup kind_glyph(Kind kind);
// Sign and words, with a crux where the text's own label speaks against them.
Html kind_mark(Kind kind, bool is_doubtful = false);

// `14 Apr 2026, 07:02 UTC` in a <time>; text that is no RFC 3339 time as it is; nothing for
// nothing.
Html time_mark(std::string_view rfc3339);

// The first eight digits, for reading: `9f2c·41e0`.
std::string short_digest(const Digest& digest);

// A language's own name, marked up as that language.
Html own_name(const LanguageTag& language);

// ` lang="ar" dir="rtl"`.
Html language_attributes(const LanguageTag& language);
// Class of a script's type: `x-arab`.
std::string script_class(const LanguageTag& language);

// Text in a language that may be another than the page's, kept apart from what stands around it.
Html isolated(std::string_view outside, std::string_view language);

// `1 revision`, `3 revisions`.
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace hexapla
