#pragma once

#include "http/html.h"
#include "store/archive/reading.h"

namespace hexapla {

// What was made from what, drawn: an SVG in the page, the earliest texts at the left, a link on
// every revision. Shows the newest revision of each variant and all that something was made from.
// Words stand alone each in an element of their own, so that right-to-left names keep their order;
// colours are the page's. Nothing for an article without revisions.
void write_lineage_picture(Html& page, const Reading& reading, const ArticleId& article);

}  // namespace hexapla
