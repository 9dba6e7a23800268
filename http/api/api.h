#pragma once

#include "http/router.h"

namespace hexapla {

// Handlers of /api/v1. Lists are paged by an opaque cursor, with a Link header to the next page
// (RFC 8288).
Response api_document(const Call& call);  // OpenAPI 3.1
Response api_index(const Call& call);
Response api_articles(const Call& call);
Response api_article(const Call& call);
Response api_versions(const Call& call);
Response api_compare(const Call& call);
Response api_findings(const Call& call);
Response api_scores(const Call& call);
Response api_provenance(const Call& call);
Response api_words(const Call& call);  // links between words, small, for the page
Response api_revision(const Call& call);
Response api_object(const Call& call);
Response api_log(const Call& call);
Response api_event(const Call& call);
Response api_search(const Call& call);
Response api_memory(const Call& call);
Response api_stats(const Call& call);

}  // namespace hexapla
