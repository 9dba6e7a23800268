#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "store/search/index_reader.h"
#include "store/search/matching.h"
#include "store/search/words.h"
#include "store/text/byte_range.h"

namespace hexapla {

inline constexpr std::size_t kMaxQueryBytes = 4000;
inline constexpr std::size_t kMaxQueryWords = 64;

// A word as asked for.
struct QueryWord {
  std::string term;
  bool is_prefix = false;  // written `ferr*`, or a single character of a script without spaces
  bool is_single = false;  // the latter
  SearchWord::Kind kind = SearchWord::Kind::word;
  ByteRange range{};  // in the query (NFC)
};

// Words that must follow each other. One is a phrase of its own.
using QueryPhrase = std::vector<QueryWord>;

// What begins a phrase, or ends it.
bool is_quote_mark(char32_t c);

// Reads a query: words, all of which are wanted; phrases in quotation marks (`"`, “ ”, „, « », 「
// 」); a star after the beginning of a word. What is written together (`COVID-19`, `l'eau`, 東京都)
// is a phrase too. `as_phrase` takes the whole as one, whatever it holds. Nothing but marks gives
// no phrase.
//
// Throws InputError when it is longer than kMaxQueryBytes or kMaxQueryWords, or no UTF-8.
std::vector<QueryPhrase> parse_query(std::string_view text, bool as_phrase);

// A query looked up in an index: what each of its words may be there.
class ResolvedQuery {
 public:
  // `names`: spellings of a word in other scripts count as the word itself.
  ResolvedQuery(const std::vector<QueryPhrase>& phrases, const IndexReader& index, bool names);

  // One for each word. A word that the index does not have makes a group without terms.
  std::vector<WordGroup> groups() const;
  // Whether what has all words need not have the phrases.
  bool has_phrases() const;

  // The places of a segment (NFC) where the query stands; empty, where all phrases are wanted, if
  // any is missing.
  std::vector<ByteRange> places_in(std::string_view segment, bool all_wanted) const;

 private:
  struct Choice {
    std::vector<std::string> terms;  // sorted
    bool is_single;
    bool has(const std::string& term) const;
  };
  std::vector<std::vector<Choice>> phrases_;
};

}  // namespace hexapla
