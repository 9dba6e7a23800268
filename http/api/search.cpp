#include "http/api/api.h"
#include "http/api/json_parts.h"
#include "http/api/search_json.h"
#include "http/search_parameters.h"

namespace hexapla {
using nlohmann::json;

namespace {

constexpr const char* kPath = "/api/v1/search";
constexpr std::size_t kMostMeant = 3;

template <typename Other>
json with_url(const Other& other) {
  json described = json_of(other);
  described["url"] = kPath + search_query(other.request);
  return described;
}

// For who found nothing: what would find something.
void add_other_searches(json& answer, const Reading& reading, const SearchRequest& wanted) {
  for (const MeantSearch& meant : meant_searches(reading, wanted, kMostMeant))
    answer["did_you_mean"].push_back(with_url(meant));
  if (const auto wider = wider_search(reading, wanted)) answer["wider"] = with_url(*wider);
}

}  // namespace

Response api_search(const Call& call) {
  SearchRequest wanted = search_request_of(call.request);
  const SearchPage page = search_for(call.reading, wanted);
  json versions = json::array();
  for (const FoundVersion& version : page.versions)
    versions.push_back(json_of(call.reading, version));
  json answer{{"query", wanted.query},   {"versions", std::move(versions)},
              {"matched", page.matched}, {"complete", page.is_complete},
              {"next", nullptr},         {"did_you_mean", json::array()},
              {"wider", nullptr}};
  if (!wanted.findings.empty()) answer["unexamined"] = page.unexamined;
  if (!page.next_cursor.empty()) answer["next"] = page.next_cursor;
  if (page.versions.empty() && wanted.cursor.empty())
    add_other_searches(answer, call.reading, wanted);
  Response response = answer_json(answer);
  if (!page.next_cursor.empty()) {
    wanted.cursor = page.next_cursor;
    link_next(response, kPath + search_query(wanted));
  }
  return response;
}

Response api_memory(const Call& call) {
  const MemoryRequest wanted = memory_request_of(call.request);
  json list = json::array();
  for (const MemoryMatch& match : look_up_for(call.reading, wanted)) list.push_back(json_of(match));
  return answer_json({{"sentence", wanted.sentence}, {"matches", std::move(list)}});
}

}  // namespace hexapla
