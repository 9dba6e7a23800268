#include "http/api/api.h"
#include "http/api/json_parts.h"
#include "http/api/search_json.h"
#include "http/numbers_in_requests.h"
#include "http/problem.h"
#include "http/search_parameters.h"
#include "store/archive/memory.h"
#include "store/model/error.h"

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
  const Request& request = call.request;
  MemoryRequest wanted;
  wanted.sentence = request.parameter("sentence");
  wanted.language = request.parameter("language");
  wanted.target_language = request.parameter("to");
  wanted.all_revisions = request.parameter("all") == "1";
  constexpr std::uint64_t kMostMatches = 100;
  const std::uint64_t least = number_parameter(request, "least", 70);
  const std::uint64_t limit = number_parameter(request, "limit", 10);
  if (limit < 1 || limit > kMostMatches) {
    Problem problem(400, "Bad request", "1 to 100 sentences are given.");
    problem.parameter = "limit";
    throw problem;
  }
  wanted.least_percent = static_cast<int>(std::min<std::uint64_t>(least, 101));
  wanted.limit = static_cast<std::size_t>(limit);
  std::vector<MemoryMatch> matches;
  try {
    matches = look_up_memory(call.reading, wanted);
  } catch (const InputError& error) {
    Problem problem(400, "Bad request", error.problem() + ".");
    problem.parameter = error.place().field;
    throw problem;
  }
  json list = json::array();
  for (const MemoryMatch& match : matches) list.push_back(json_of(match));
  return answer_json({{"sentence", wanted.sentence}, {"matches", std::move(list)}});
}

}  // namespace hexapla
