#pragma once

#include <string>
#include <string_view>

#include "store/ingest/warc/warc_record.h"

namespace hexapla {

// One record of WARC 1.1 with its fields, Content-Length, WARC-Block-Digest (sha256) and block, as
// a gzip member of its own when `compressed`.
//
// `fields` hold neither of these two. Characters that would end a header line are left out of
// values.
std::string warc_record(const HeaderFields& fields, std::string_view block, bool compressed);

// `<urn:uuid:…>` made of `name`, always the same for the same (a UUID of version 8, RFC 9562, of
// its SHA-256).
std::string warc_record_id(std::string_view name);

}  // namespace hexapla
