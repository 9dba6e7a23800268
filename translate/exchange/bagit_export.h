#pragma once

#include "translate/exchange/article_files.h"

namespace hexapla {

// An archive as a bag (BagIt 1.0, RFC 8493): `data/ARTICLE/…` with the files of each event,
// manifests of SHA-256 and SHA-512 for the payload and for the tag files.
void export_bagit(const Reading& reading, const FileSink& put);

}  // namespace hexapla
