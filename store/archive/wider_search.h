#pragma once

#include <optional>
#include <string_view>

#include "store/archive/search.h"

namespace hexapla {

// Of a search that found nothing, the first that is wider in one respect and finds something.
enum class Widening {
  elsewhere,      // without what narrows it: in any language, kind, article, at any time
  words,          // of a phrase, in any order, with others between them
  anywhere,       // the words in different sentences
  names,          // their spellings in other scripts
  all_revisions,  // superseded ones too
};

// `elsewhere`, `words`, `anywhere`, `names`, `all-revisions`.
std::string_view name(Widening how);

struct WiderSearch {
  Widening how;
  SearchRequest request;
};

// Nothing where none of them finds anything, and for a request without words.
std::optional<WiderSearch> wider_search(const Reading& reading, const SearchRequest& request);

}  // namespace hexapla
