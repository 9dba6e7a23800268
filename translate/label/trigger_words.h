#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

// The words without which no line is a label (`translat*`, `ترجم*`, `译`), looked for in text as it
// stands.
//
// Nearly every line of every article is refused here: it costs a look at the beginning of each
// word, no fold and no memory. Words are compared as fold() would leave them, a character at a
// time.
class TriggerWords {
 public:
  // `word` as fold() leaves it; `open` when any continuation is the same.
  void add(std::string_view word, bool open);

  bool in(std::string_view text) const;

 private:
  struct Node {
    bool ends = false;  // a word of its own
    bool open = false;  // the beginning of words
  };
  // Node and next character → node.
  std::unordered_map<std::uint64_t, std::uint32_t> steps_;
  std::vector<Node> nodes_{1};
};

}  // namespace hexapla
