#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/ingest/html/html_tree.h"

namespace hexapla {

// A stretch of text that stands by itself on the page: what is between two edges of blocks, or two
// line breaks in a row.
struct TextRun {
  std::uint32_t block = 0;  // the nearest element that makes a block
  std::uint32_t first = 0;  // its first text node: runs are in document order
  std::string text;         // white space made one space each; U+000A only inside <pre>
  std::uint32_t letters = 0,
                link_letters = 0;  // code points that are no white space; ideographs count twice
  std::string_view href;           // where its first link leads
  bool bold = false;               // all of it
};

// All visible text of the page.
//
// Left out are elements that show none (script, style, template, object, form controls) and those
// that the page hides itself: `hidden`, `aria-hidden`, `display: none`.
std::vector<TextRun> visible_runs(const HtmlTree& tree);

// Whether an element is shown as a block of its own.
bool is_block(Tag tag);

}  // namespace hexapla
