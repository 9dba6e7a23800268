#pragma once

#include <string>
#include <vector>

#include "store/archive/search.h"

namespace hexapla {

// What may have been meant by a search that finds nothing.
struct MeantSearch {
  SearchRequest request;  // as asked for, with what occurs in the place of what does not
  // Each word, or run of a script without spaces, that occurs nowhere, as it was written; and as it
  // stands in a sentence that `request` finds, or empty where `request` leaves it out.
  struct Word {
    std::string written, meant;
  };
  std::vector<Word> words;
};

// Of a search that finds nothing because something of it occurs nowhere: up to `limit` that find
// something, the likeliest first. Words have near ones (store/search/near_terms.h), and so have
// runs (store/archive/near_runs.h); a run may also be several words, which need not follow each
// other. What has none is left out: numbers, beginnings (`ferr*`), all after the third that is
// wrong. Where none of these searches has everything in one sentence, it may be anywhere in a
// version; where none has it there, all that occurs nowhere is left out, but for one word of a run.
//
// Nothing where everything occurs. Costs three walks through a bounded part of the index, eighteen
// searches, one for each run, and some dozens for the words of runs.
std::vector<MeantSearch> meant_searches(const Reading& reading, const SearchRequest& request,
                                        std::size_t limit);

}  // namespace hexapla
