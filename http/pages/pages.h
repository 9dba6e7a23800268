#pragma once

#include "http/router.h"

namespace hexapla {

// Handlers of the pages for people.
Response home_page(const Context& context);
Response article_page(const Context& context);
Response compare_page(const Context& context);
Response citation_file(const Context& context);  // for programs that keep references
Response revision_page(const Context& context);
Response search_page(const Context& context);
Response log_page(const Context& context);
Response event_page(const Context& context);

}  // namespace hexapla
