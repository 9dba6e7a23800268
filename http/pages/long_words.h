#pragma once

#include <string_view>

#include "http/comparison.h"
#include "http/html.h"

namespace hexapla {

// Room for long words, since browsers hyphenate few languages, and some none: a word that no line
// holds would be torn apart.

// Classes of a table of many versions: ` wide3` for each column (from 1) whose language has long
// words often enough to need more than an equal share of the page. Writes nothing of few versions,
// and of languages that need no more.
void write_column_widths(Html& page, const Comparison& comparison);

// A class of a title's cell, ` em9`: how many times the size of its letters the longest word of
// `title` is wide, so that the style sheet can set it as small as its column needs. Writes nothing
// where every column holds it, and for languages without spaces.
void write_title_width(Html& page, std::string_view title, const LanguageTag& language);

}  // namespace hexapla
