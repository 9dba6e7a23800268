#pragma once

#include <cstdint>
#include <string>

#include "store/archive/reading.h"

namespace hexapla {

// An archive as a web archive (WARC 1.1, ISO 28500), a gzip member for each record.
//
// For each event of the log: the capture (a response when it came with an HTTP header, else a
// resource); the text as canonical JSON, a conversion that refers to the record of the text it was
// translated from, else to its own capture; and the entry of the log as metadata that refers to the
// text. `hexapla import` makes an equal archive of it. The first record: by which program, and when
// (RFC 3339).
std::string warc_info(std::string_view version, const std::string& date);
// The records of event `number`. Throws StoreError::corrupt when an object is missing.
std::string to_warc_records(const Reading& reading, std::uint64_t number);

// Media types of the records that only we write.
inline constexpr std::string_view kRevisionMediaType = "application/vnd.hexapla.revision+json";
inline constexpr std::string_view kEventMediaType = "application/vnd.hexapla.event+json";

}  // namespace hexapla
