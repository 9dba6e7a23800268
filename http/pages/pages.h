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
// The text in the language that the request prefers (Accept-Language): the page of a version, with where it stands.
Response text_page(const Context& context);
Response log_page(const Context& context);
Response event_page(const Context& context);

}  // namespace hexapla
