#pragma once

#include <string>
#include <vector>

#include "store/archive/search.h"

namespace hexapla {

// What may have been meant by a search that finds nothing.
struct MeantSearch {
  SearchRequest request;  // as asked for, with words that occur in the place of those that do not
  // Each word that occurs nowhere, as it was written, and as it stands in a sentence that `request`
  // finds.
  struct Word {
    std::string written, meant;
  };
  std::vector<Word> words;
};

// Of a search that finds nothing because words of it occur nowhere: up to `limit` that find
// something, the likeliest first (store/search/near_terms.h); where none has all words in one
// sentence, with the words anywhere in a version. Nothing where all words occur, or more than three
// do not. Beginnings (`ferr*`), numbers, and words of scripts without spaces are
// left as they are.
//
// Costs three walks through a bounded part of the index, and sixteen searches, at most.
std::vector<MeantSearch> meant_searches(const Reading& reading, const SearchRequest& request,
                                        std::size_t limit);

}  // namespace hexapla
