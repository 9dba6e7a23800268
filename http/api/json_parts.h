#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "http/comparison.h"
#include "http/response.h"
#include "store/archive/reading.h"
#include "translate/lineage/staleness.h"

namespace hexapla {

// What the API calls things, in one place. Absent facts are left out.
nlohmann::json json_of(const ArticleSummary& article);
nlohmann::json json_of(const VariantSummary& variant, const std::string& title);
nlohmann::json json_of(const RevisionRecord& record);
nlohmann::json json_of(const Provenance& provenance);
nlohmann::json json_of(const RecordedStatement& statement);
// `with_words`: each cell of a version says which words of the original its own words render.
nlohmann::json json_of(const Comparison& comparison, bool with_words);
// Why a version is stale; sentences numbered from 0, `first` and `count`, as in a comparison.
nlohmann::json json_of(const Staleness& stale);

// Text from outside is well-formed UTF-8 by then; should any not be, it is replaced rather than
// refused.
Response answer_json(const nlohmann::json& json);

// `Link: </api/v1/log?from=100>; rel="next"`. `address` is made of what we parsed.
void link_next(Response& response, const std::string& address);

}  // namespace hexapla
