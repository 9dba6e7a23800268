#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// How many edits lie between one word and others that come in the order of their bytes: what two
// neighbours share is not looked at twice, and where a beginning is too far off already, that is
// said, so that all words with it can be passed over. Words are UTF-8, edits as near_terms.h says.
class EditWalk {
 public:
  // `wanted` has at most kMostCharacters; a longer one is near to nothing.
  EditWalk(std::string_view wanted, std::uint32_t most_edits);

  struct Step {
    bool is_near = false;     // at most `most_edits`
    std::uint32_t edits = 0;  // if so
    // Else: so many bytes of the word are further off than that, whatever follows them; 0: not
    // even the whole is.
    std::size_t hopeless_bytes = 0;
  };
  Step step(std::string_view word);

  static constexpr std::size_t kMostCharacters = 64;

 private:
  using Row = std::array<std::uint8_t, kMostCharacters + 1>;
  // Of one more character: edits from each beginning of `wanted_` to the word up to it.
  std::uint8_t add_row(char32_t c);

  std::u32string wanted_, word_;
  std::string bytes_;              // of word_
  std::vector<std::size_t> ends_;  // where each character of it ends
  std::vector<Row> rows_;          // one more than characters
  std::uint32_t most_edits_;
};

}  // namespace hexapla
