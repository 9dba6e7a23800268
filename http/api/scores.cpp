#include "http/api/api.h"
#include "http/api/json_parts.h"
#include "http/api/score_json.h"
#include "http/comparison.h"
#include "http/problem.h"

namespace hexapla {
namespace {

Problem bad_versions(std::string detail) {
  Problem problem(400, "Bad request", std::move(detail));
  problem.parameter = "version";
  return problem;
}

}  // namespace

// With two versions in one language: how near the first is to the second. With none: what people
// changed in what engines wrote.
Response api_scores(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::vector<std::string_view> choices = call.request.all("version");
  if (choices.empty()) {
    return answer_json({{"article", article.id.text()},
                        {"edit_shares", json_of(edit_shares(call.reading, article.id))}});
  }
  std::vector<std::string> warnings;
  const auto versions = choose_versions(call.reading, article.id, choices, warnings);
  if (versions.size() != 2) throw bad_versions("Two versions that the article has are compared.");
  if (versions[0].variant.language().language() != versions[1].variant.language().language())
    throw bad_versions("A score compares two texts in one language.");
  // TER's search would take seconds for a book.
  constexpr std::uint32_t kMostSegments = 2000;
  for (const RevisionAddress& version : versions) {
    const auto record = call.reading.revision(version);
    if (record && record->segments > kMostSegments)
      throw bad_versions("This text is too long to be scored here; `hexapla score` does it.");
  }
  nlohmann::json answer = json_of(score_revisions(call.reading, versions[0], versions[1]));
  answer["article"] = article.id.text();
  answer["hypothesis"] = versions[0].text();
  answer["reference"] = versions[1].text();
  return answer_json(answer);
}

}  // namespace hexapla
