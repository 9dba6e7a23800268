#pragma once

#include "http/html.h"
#include "http/router.h"

namespace hexapla {

// The form of the page of search: the words, and what narrows it, as the request has them.
void write_search_form(Html& page, const Call& call);

}  // namespace hexapla
