#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// One text as the index takes it in: a run of its own, ready to be put. A pure function of the
// text, costly to make, so made by workers ahead of the commit.
struct IndexedText {
  struct Block {
    std::string end;  // see append_block_end()
    std::string bytes;
  };
  std::vector<Block> blocks;
  std::uint32_t words = 0;  // the text's length
};

// `segments` are the text's, in order; `language` is its canonical tag.
IndexedText index_text(std::string_view language, const std::vector<std::string_view>& segments);

// Terms of the index that are no words begin with a byte that no word has.
// The text's language, and the tag's first part: `zh-Hans` is found by `zh` too.
std::string language_term(std::string_view tag);

}  // namespace hexapla
