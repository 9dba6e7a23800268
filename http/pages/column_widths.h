#pragma once

#include "http/comparison.h"
#include "http/html.h"

namespace hexapla {

// Classes of a table of five columns and more: ` wide2` for a version in a language of long words,
// as German. In an equal share of the page they would be torn apart wherever a browser knows no
// hyphens of that language. Nothing where there is room for all.
void write_column_widths(Html& page, const Comparison& comparison);

}  // namespace hexapla
