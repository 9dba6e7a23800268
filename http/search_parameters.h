#pragma once

#include <string>
#include <string_view>

#include "http/request.h"
#include "store/archive/memory.h"
#include "store/archive/search.h"

namespace hexapla {

// The parameters by which the page and the API are asked for a search: `q`, `language`, `kind`,
// `engine`, `label`, `article`, `since`, `until`, `stale`, and 1 in `phrase`, `anywhere`, `names`,
// `all`; `limit`, `cursor`; `finding`, perhaps several. Throws Problem 400 naming the one that
// cannot be taken.
SearchRequest search_request_of(const Request& request);

// The parameters of a look-up in the memory: `sentence`, `language`, `to`, `least`, `limit`, and 1
// in `all`. Throws Problem 400 naming the one that cannot be taken.
MemoryRequest memory_request_of(const Request& request);

// The same search as a query, `?q=ferry&language=es`: what search_request_of() reads as `wanted`.
// Of what is as it is without being said nothing is written; empty where that is all.
std::string search_query(const SearchRequest& wanted);

// Searches and looks up; a parameter that the archive refuses becomes Problem 400 naming it.
SearchPage search_for(const Reading& reading, const SearchRequest& wanted);
std::vector<MemoryMatch> look_up_for(const Reading& reading, const MemoryRequest& wanted);

}  // namespace hexapla
