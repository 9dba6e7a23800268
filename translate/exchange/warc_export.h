#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// An archive as a web archive (WARC 1.1, ISO 28500), a gzip member for each record.
//
// For each event of the log: the capture (a response when it came with an HTTP header, else a
// resource); the text as canonical JSON, a conversion that refers to the record of the text it was
// translated from, else to its own capture; and the entry of the log as metadata that refers to the
// text; a revisit for a claim that the same payload came again. `hexapla import` makes an equal
// archive of it. The first record: by which program, and when (RFC 3339).
std::string warc_info(std::string_view version, const std::string& date);
// The records of event `number`. Throws StoreError::corrupt when an object is missing.
std::string to_warc_records(const Reading& reading, std::uint64_t number);

// Ids, without brackets, of the records that to_warc_records() writes for an event that added a
// revision: its text's, then its capture's where it has one.
std::vector<std::string> exported_record_ids(const Event& event);

// Media types of the records that only we write.
inline constexpr std::string_view kRevisionMediaType = "application/vnd.hexapla.revision+json";
inline constexpr std::string_view kEventMediaType = "application/vnd.hexapla.event+json";

}  // namespace hexapla
