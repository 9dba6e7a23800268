#pragma once

#include <cstdint>
#include <vector>

#include "store/search/index_reader.h"
#include "store/search/words.h"

namespace hexapla {

struct SegmentPlace {
  std::uint64_t text;
  std::uint32_t segment;
  TextFacts facts;
};

// Segments that share much with a sentence of these terms, the likeliest first, at most `limit`:
// those with the greatest sum of weights (rare words weigh more) of terms in common.
//
// The rarest words are looked up first, until kMostPostingsMet places have been met; a sentence
// that is alike by `share` (0 to 1) has at least one of the rarest (1 − share) of its words
// unchanged, and so many are looked up in any case.
std::vector<SegmentPlace> find_similar(const IndexReader& index,
                                       const std::vector<const SearchTerm*>& terms, double share,
                                       bool superseded, std::size_t limit);

inline constexpr std::size_t kMostPostingsMet = 200'000;

}  // namespace hexapla
