#pragma once

#include "http/problem.h"
#include "http/request.h"
#include "store/archive/reading.h"

namespace hexapla {

// A problem as a page for people, with ways on: up to what the address lies in, to what is near
// it, and a search for its words. `reading` is what the archive has; null when it cannot be read.
Response problem_page(const Problem& problem, const Request& request, const Reading* reading);

}  // namespace hexapla
