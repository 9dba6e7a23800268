#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/search/letter_class.h"
#include "store/search/string_table.h"
#include "store/text/byte_range.h"

namespace hexapla {

// Longer words are indexed, and looked for, by their beginning.
inline constexpr std::size_t kMaxTermBytes = 64;

// A word as the index knows it: folded (store/text/fold.h). Owned by the reader that made it; each
// text is the same object wherever it occurs, so that pointers can be compared.
struct SearchTerm {
  std::string text;
  std::uint64_t first_bytes = 0;  // of the text: see first_bytes.h
  // For whoever counts words of one text: which text it was last met in, and where it was put
  // there.
  mutable std::uint64_t met_in = 0;
  mutable std::uint32_t slot = 0;
  // What the term is found by as a name, once somebody has asked: see name_terms().
  mutable std::optional<std::vector<std::string>> names = std::nullopt;
};

struct SearchWord {
  enum class Kind : std::uint8_t {
    word,
    number,    // by value: `412,000`, `412.000` and `٤١٢٬٠٠٠` are one
    pair,      // two neighbours of a script without spaces
    last_one,  // the last character of a run in such a script, which begins no pair
  };
  const SearchTerm* term;
  ByteRange range;  // in the text that was read
  Kind kind;
  bool may_be_name;  // a word with a capital, or of a script that has none
};

// Cuts texts into the words that are indexed and looked for.
//
// Scripts that write spaces are cut at what is no letter; of the others each two neighbours are a
// word (no dictionary: it would cut the same name differently in different sentences). For one
// thread at a time; remembers what it has folded.
class SearchWords {
 public:
  // Appends the words of `nfc_text` in their order. Terms stay valid until forget_if_many().
  void read(std::string_view nfc_text, std::vector<SearchWord>& words);

  // Between texts: frees what was remembered when it has become much. Invalidates all terms.
  void forget_if_many();

 private:
  struct Fold {
    std::string text;        // as written
    const SearchTerm* term;  // null: nothing is left of it
    bool may_be_name;
  };

  const SearchTerm* term(std::string_view text);
  const SearchTerm* term(std::string_view text, std::uint64_t hash);
  const Fold& folded(std::string_view raw);
  const Fold& folded(std::string_view raw, std::uint64_t hash);
  void take_letters(std::string_view text, std::vector<SearchWord>& words);
  void read_number(std::string_view text, ByteRange range, std::vector<SearchWord>& words);
  void read_unspaced(std::string_view text, ByteRange run, std::vector<SearchWord>& words);

  SearchLetters letter_;
  StringTable<SearchTerm> terms_;
  StringTable<Fold> folds_;
  struct Unit {
    ByteRange range;
    const SearchTerm* folded;
  };
  std::vector<Unit> units_;
  // What is looked for next, hashed and asked for ahead of time: words that have been cut, and the
  // pairs of a run, whose texts stand one after another in `joined_`.
  struct Sought {
    ByteRange range;
    std::uint64_t hash;
  };
  std::vector<Sought> letters_, pairs_;
  std::string joined_;
};

}  // namespace hexapla
