#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/ingest/warc/warc_record.h"

namespace hexapla {

// An HTTP response as a capture keeps it (RFC 9112).
struct HttpResponse {
  int status = 0;
  HeaderFields fields;
  std::string body;     // chunks joined, content codings undone
  std::string problem;  // why the body is what came over the wire, should its codings not be
                        // undoable; else empty
};

// Nothing when `bytes` begin with no status line. Broken chunks and codings are no error: servers
// and crawlers that undo them and keep the header are many.
std::optional<HttpResponse> parse_http_response(std::string_view bytes);

// Header fields up to the first empty line, continued lines joined; also those of a block of
// application/warc-fields (WARC 1.1, section 8). At most 500; lines that are none are passed over.
HeaderFields parse_header_fields(std::string_view bytes);

// The value of field `name` of an HTTP request; empty when there is none.
std::string http_request_field(std::string_view bytes, std::string_view name);

// `text/html; charset="utf-8"`: the type in lower case, and the charset as written.
struct MediaType {
  std::string type, charset;
};
MediaType parse_media_type(std::string_view value);

}  // namespace hexapla
