#include "http/search_parameters.h"

#include "http/html.h"
#include "http/numbers_in_requests.h"
#include "http/problem.h"
#include "store/model/error.h"
#include "translate/check/examine.h"
#include "translate/check/finding.h"

namespace hexapla {
namespace {

constexpr std::string_view kNames[] = {"q",        "language", "kind",  "engine", "label",
                                       "article",  "since",    "until", "stale",  "phrase",
                                       "anywhere", "names",    "all",   "limit",  "finding"};

[[noreturn]] void refuse(std::string_view parameter, std::string problem) {
  Problem refused(400, "Bad request", std::move(problem));
  refused.parameter = parameter;
  throw refused;
}

// `1`, or `0` and nothing.
bool flag(const Request& request, std::string_view name) {
  const std::string_view value = request.parameter(name);
  if (value.empty() || value == "0") return false;
  if (value == "1") return true;
  refuse(name, std::string(name) + " is 1 or 0.");
}

}  // namespace

SearchRequest search_request_of(const Request& request) {
  SearchRequest wanted;
  wanted.query = request.parameter("q");
  wanted.language = request.parameter("language");
  wanted.kind = request.parameter("kind");
  wanted.engine = request.parameter("engine");
  wanted.label = request.parameter("label");
  wanted.since = request.parameter("since");
  wanted.until = request.parameter("until");
  wanted.phrase = flag(request, "phrase");
  wanted.anywhere = flag(request, "anywhere");
  wanted.names = flag(request, "names");
  wanted.all_revisions = flag(request, "all");
  if (!request.parameter("stale").empty()) wanted.stale = flag(request, "stale");
  if (const std::string_view article = request.parameter("article"); !article.empty()) {
    wanted.article = ArticleId::parse(article);
    if (!wanted.article) refuse("article", "“" + std::string(article) + "” is no article's id.");
  }
  for (const std::string_view found : request.all("finding")) {
    if (found.empty()) continue;
    if (!parse_finding_class(found))
      refuse("finding", "“" + std::string(found) + "” is no class of findings.");
    wanted.findings.emplace_back(found);
  }
  if (!wanted.findings.empty()) wanted.examiner = make_examiner();
  wanted.cursor = request.parameter("cursor");
  const std::uint64_t limit = number_parameter(request, "limit", wanted.limit);
  if (limit < 1 || limit > kMostVersionsOfPage) {
    refuse("limit", "A page has 1 to " + std::to_string(kMostVersionsOfPage) + " versions.");
  }
  wanted.limit = static_cast<std::size_t>(limit);
  return wanted;
}

std::string search_query(const Request& request, std::string_view cursor) {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    query += query.empty() ? '?' : '&';
    query += std::string(name) + "=" + percent_encoded(value);
  };
  for (const std::string_view name : kNames)
    for (const std::string_view value : request.all(name)) add(name, value);
  add("cursor", cursor);
  return query;
}

SearchPage search_for(const Reading& reading, const SearchRequest& wanted) {
  try {
    return search(reading, wanted);
  } catch (const InputError& error) {
    refuse(error.place().field.empty() ? "q" : error.place().field, error.problem() + ".");
  }
}

}  // namespace hexapla
