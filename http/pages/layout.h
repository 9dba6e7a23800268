#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/html.h"

namespace hexapla {

struct Crumb {
  std::string text, href;  // no href: the page itself
};

struct Frame {
  std::string title;
  std::vector<Crumb> crumbs;
};

// Everything of a page up to within <header> (whoever calls adds to it, closes it and writes <main
// id="text">), and everything after <main>.
Html begin_page(const Frame& frame);
void end_page(Html& page);

}  // namespace hexapla
