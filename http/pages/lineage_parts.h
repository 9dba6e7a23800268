#pragma once

#include "http/html.h"
#include "store/archive/reading.h"

namespace hexapla {

// Which versions of an article are stale, since when, and sentence by sentence what changed in the
// text they were made from beside what they have for it. Nothing where none is.
void write_stale_versions(Html& page, const Reading& reading, const ArticleId& article);

// Of a text that revises another: how many sentences are the machine's still and how many a
// person's, and the share of it that was changed. Nothing of others.
void write_sentence_origins(Html& page, const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
