#pragma once

// Within the typed layer only: the one place that includes <lmdb.h>, and what its source files
// share.

#include <lmdb.h>

#include <filesystem>
#include <string>

#include "store/engine/lmdb.h"
#include "store/model/error.h"

namespace hexapla::lmdb {

// Ends a transaction's body when the map is full. No std::exception: a body that turns those into
// others lets it through.
struct MapFull {};

std::string describe(int error);
StoreError::Kind kind_of(int error);
void sync_folder(const std::filesystem::path& folder);

}  // namespace hexapla::lmdb
