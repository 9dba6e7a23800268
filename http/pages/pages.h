#pragma once

#include "http/router.h"

namespace hexapla {

// Handlers of the pages for people.
Response home_page(const Call& call);
Response article_page(const Call& call);
Response compare_page(const Call& call);
Response citation_file(const Call& call);
Response tmx_file(const Call& call);  // for programs that keep references
Response revision_page(const Call& call);
Response search_page(const Call& call);
Response memory_page(const Call& call);
// The text in the language that the request prefers (Accept-Language): the page of a version, with
// where it stands.
Response text_page(const Call& call);
Response log_page(const Call& call);
Response event_page(const Call& call);
Response about_page(const Call& call);

}  // namespace hexapla
