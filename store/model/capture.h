#pragma once

#include <map>
#include <string>

namespace hexapla {

// The bytes as they came, and what is known of how (fields after WARC 1.1). Unknown fields are
// empty.
struct Capture {
  std::string bytes;
  std::string media_type;  // `text/plain`, `text/markdown`, `application/json`, `text/html`
  std::string uri;         // where it was on the web
  std::string date;        // when it was captured, RFC 3339 in UTC
  std::string file_name;   // the last component only: paths of one machine are nobody's business
  std::string encoding;    // of the bytes, when it is not UTF-8
  // What else the web archive said: `warc-record-id`, `warc-tool`, `http-status`,
  // `request-accept-language`, and header fields of the answer as `http:content-language`; the
  // page's versions in other languages as `hreflang:es`.
  std::map<std::string, std::string> facts{};
};

}  // namespace hexapla
