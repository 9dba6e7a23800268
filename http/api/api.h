#pragma once

#include "http/router.h"

namespace hexapla {

// Handlers of /api/v1. Lists are paged by an opaque cursor, with a Link header to the next page
// (RFC 8288).
Response api_document(const Context& context);  // OpenAPI 3.1
Response api_index(const Context& context);
Response api_articles(const Context& context);
Response api_article(const Context& context);
Response api_versions(const Context& context);
Response api_compare(const Context& context);
Response api_findings(const Context& context);
Response api_scores(const Context& context);
Response api_provenance(const Context& context);
Response api_words(const Context& context);  // links between words, small, for the page
Response api_revision(const Context& context);
Response api_object(const Context& context);
Response api_log(const Context& context);
Response api_event(const Context& context);
Response api_search(const Context& context);
Response api_memory(const Context& context);
Response api_stats(const Context& context);

}  // namespace hexapla
