#pragma once

#include <string>
#include <string_view>

#include "store/ingest/html/metadata.h"
#include "store/ingest/ingest.h"

namespace hexapla {

// An article as a page on the web shows it.
struct HtmlPage {
  Ingested article;  // blocks; claims of basis labelled, by the page's host
  HtmlMetadata metadata;
  std::string direction;  // `rtl`, `ltr`: as the markup says; empty when it does not
  std::string byline;     // the metadata's author, else as the page shows it
};

// Reads a page: its article's blocks with roles, navigation, related links, comments and the like
// left out. Throws InputError for markup that HtmlTree refuses. `utf8` is well-formed.
HtmlPage read_html_page(std::string_view utf8, const std::string& file, const LineTest& is_label);

}  // namespace hexapla
