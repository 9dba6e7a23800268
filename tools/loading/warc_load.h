#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "store/archive/archive.h"
#include "tools/cli/input.h"
#include "tools/loading/bulk_load.h"
#include "tools/loading/outcome.h"

namespace hexapla {

// What became of one record of a web archive.
struct RecordOutcome {
  std::uint64_t offset = 0;  // in the file
  std::string type, uri;     // empty where the record is malformed
  Outcome outcome;           // ignored, with the reason, for what is no page of text
  std::uint64_t bytes_read = 0;
};

// Adds the pages of a web archive (WARC, compressed or not), or takes our own export back, record
// by record.
//
// A page at an address that the archive holds becomes a new revision of that variant; one that a
// page before it names as its version in another language (hreflang) joins that article, as a
// version whose source nobody states. Malformed records are reported with their offset and the rest
// is taken. Memory does not grow with the file. Throws InputError when the file cannot be read.
void load_warc(InputFile& file, Archive& archive, const BulkOptions& options,
               const std::function<void(const RecordOutcome&)>& report);

}  // namespace hexapla
