#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/search/index_reader.h"

namespace hexapla {

// A word of the index that another one may be misspelt for.
struct NearTerm {
  std::string term;
  std::uint32_t edits = 0;
  std::uint64_t texts = 0;  // that have it
};

// Words of the index that are near to `term`, a folded word: the fewest edits first, of these the
// commonest first, at most `limit`. An edit is a character put in, left out, put in the place of
// another, or exchanged with its neighbour (Damerau and Levenshtein, optimal string alignment).
//
// Two characters have none. Three and four may have one edit, more may have two; the latter only
// where nothing is nearer, and only where they begin with the first or second character of `term`.
// A first character stands for another of the same script: of Latin, else of the same 256 code
// points. What is found is letters, never a number.
//
// Reads at most kMostBlocksNear blocks of the index, the largest runs first, so in a very large one
// the rarest words may be missed.
std::vector<NearTerm> near_terms(const IndexReader& index, std::string_view term,
                                 std::size_t limit);

inline constexpr std::size_t kMostBlocksNear = 3000;

}  // namespace hexapla
