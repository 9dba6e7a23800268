#pragma once

#include <cstdint>

#include "store/ingest/html/html_tree.h"

namespace hexapla {

// What an element's class, id, role and item property say that it holds. Web pages have no
// vocabulary for this, and habits.
struct NamedAs {
  bool furniture =
      false;  // comments, related articles, sharing, navigation, advertising, cookies, subscription
  bool surely_furniture = false;  // of those, the words that nothing else is named by
  bool text = false;              // the article or its body
  bool article_body = false;      // surely: itemprop=articleBody and its like
  bool title = false, standfirst = false, byline = false, date = false, caption = false;
};
NamedAs named_as(const HtmlTree& tree, std::uint32_t node);

}  // namespace hexapla
