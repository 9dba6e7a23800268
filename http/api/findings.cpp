#include <algorithm>
#include <span>

#include "http/api/api.h"
#include "http/api/finding_json.h"
#include "http/api/json_parts.h"
#include "http/api/list_parameters.h"
#include "http/comparison.h"
#include "http/html.h"
#include "http/numbers_in_requests.h"
#include "http/problem.h"

namespace hexapla {
namespace {

using nlohmann::json;

std::vector<FindingClass> wanted_classes(const Request& request) {
  std::vector<FindingClass> wanted;
  for (const std::string_view text : request.all("class")) {
    const auto found = parse_finding_class(text);
    if (!found) {
      std::string names;
      for (const FindingClass one : all_finding_classes())
        names += (names.empty() ? "" : ", ") + std::string(name(one));
      Problem problem(400, "Bad request", "A class of findings is one of " + names + ".");
      problem.parameter = "class";
      throw problem;
    }
    wanted.push_back(*found);
  }
  return wanted;
}

// The versions asked for, else the newest of every variant.
std::vector<RevisionAddress> targets_of(const Reading& reading, const ArticleId& article,
                                        const Request& request,
                                        std::vector<std::string>& warnings) {
  const std::vector<std::string_view> choices = request.all("version");
  if (!choices.empty()) return choose_versions(reading, article, choices, warnings);
  std::vector<RevisionAddress> targets;
  for (const VariantSummary& variant : reading.variants(article))
    if (!variant.is_withdrawn) targets.push_back({article, variant.id, variant.newest});
  return targets;
}

}  // namespace

// The cursor says how many versions came before.
Response api_findings(const Call& call) {
  const Request& request = call.request;
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::vector<FindingClass> wanted = wanted_classes(request);
  const std::uint64_t limit = limit_of(request);
  const std::uint64_t skipped = number_parameter(request, "cursor", 0);
  std::vector<std::string> warnings;
  const std::vector<RevisionAddress> targets =
      targets_of(call.reading, article.id, request, warnings);
  if (skipped > targets.size()) throw bad_cursor();
  const std::uint64_t past = std::min<std::uint64_t>(targets.size(), skipped + limit);
  json versions = json::array();
  for (CheckedVersion& checked :
       check_versions(call.reading, std::span(targets).subspan(skipped, past - skipped))) {
    std::erase_if(checked.findings, [&](const CheckedFinding& one) {
      return !wanted.empty() &&
             std::find(wanted.begin(), wanted.end(), one.finding.found) == wanted.end();
    });
    versions.push_back(json_of(checked));
  }
  json answer{{"article", article.id.text()},
              {"versions", std::move(versions)},
              {"warnings", warnings},
              {"next", nullptr}};
  if (past == targets.size()) return answer_json(answer);
  answer["next"] = std::to_string(past);
  std::string address = "/api/v1/articles/" + article.id.text() + "/findings?";
  for (const std::string_view version : request.all("version"))
    address += "version=" + percent_encoded(version) + "&";
  for (const FindingClass found : wanted) address += "class=" + std::string(name(found)) + "&";
  Response response = answer_json(answer);
  link_next(response,
            address + "limit=" + std::to_string(limit) + "&cursor=" + std::to_string(past));
  return response;
}

}  // namespace hexapla
