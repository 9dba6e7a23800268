#pragma once

#include <cstdint>
#include <vector>

#include "store/ingest/html/element_names.h"
#include "store/ingest/html/html_tree.h"
#include "store/ingest/html/runs.h"

namespace hexapla {

// Which of a page's runs are its article.
struct MainContent {
  std::uint32_t root = 0;           // the element that holds the body
  std::vector<bool> furniture;      // by run: in navigation, comments, related links and the like
  std::vector<bool> body;           // by run: of the body, titles and headings of sections included
  std::size_t first = 0, last = 0;  // runs: the first and the last that are prose of the body;
                                    // equal and not `body` for none
};

// `names` by node.
//
// The body is the element whose prose outweighs its links and scraps most, where the page does not
// say itself which it is. Inside it, parts of mostly links and parts named for furniture are left
// out, unless they hold much of the prose.
MainContent find_main_content(const HtmlTree& tree, const std::vector<TextRun>& runs,
                              const std::vector<NamedAs>& names);

// Whether a run reads as text of an article: long or a sentence, and not of links.
bool is_prose(const TextRun& run);

}  // namespace hexapla
