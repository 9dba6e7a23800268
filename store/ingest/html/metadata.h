#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/ingest/html/html_tree.h"

namespace hexapla {

// What a page's head says of it: meta elements, links, and JSON-LD of schema.org. Empty: it says
// nothing.
struct HtmlMetadata {
  std::string title;       // of the article; from <title> only when nothing better is there
  std::string page_title;  // <title>, as it is
  std::string author, site, description;
  std::string published, updated;  // as written on the page
  std::string canonical;           // the page's address for itself
  std::string language;  // <html lang>, else Content-Language, og:locale or inLanguage: as written
  std::string licence;
  std::vector<std::pair<std::string, std::string>>
      alternates;  // language tag and address (rel=alternate, hreflang)
  // A page that a translation service made says so in its markup: who, and into which language.
  std::string translated_by, translated_to;
};

// Broken JSON-LD is passed over.
HtmlMetadata read_metadata(const HtmlTree& tree);

}  // namespace hexapla
