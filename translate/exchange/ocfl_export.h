#pragma once

#include "translate/exchange/article_files.h"

namespace hexapla {

// An archive as an OCFL 1.1 storage root (ocfl.io/1.1/spec): an object an article, a version for
// each event that speaks of it, so that the object's history is the article's. Flat layout
// (extension 0002): the object's folder is the article's id. Inventories by SHA-512; contents that
// are the same are kept once.
void export_ocfl(const Reading& reading, const FileSink& put);

}  // namespace hexapla
