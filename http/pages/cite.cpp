#include "http/citation.h"
#include "http/numbers_in_requests.h"
#include "http/pages/compare_parts.h"
#include "http/pages/pages.h"
#include "http/problem.h"

namespace hexapla {

Response citation_file(const Call& call) {
  const Request& request = call.request;
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const auto form = find_citation_form(request.parameter("format"));
  if (!form) {
    Problem problem(400, "Bad request",
                    "A citation is given as format=text, bibtex, ris or csl-json.");
    problem.parameter = "format";
    throw problem;
  }
  const Comparison comparison = compare_versions(
      call.reading, article.id, request.all("v", "version"), {clamped_number(request, "part", 1)});
  const std::string url = call.site + lasting_address(comparison);
  Response response;
  response.content_type = std::string(form->content_type);
  response.body = std::make_shared<const std::string>(citation(comparison, form->format, url));
  response.keep = Response::Keep::while_same;
  // An id is made of letters, digits and hyphens.
  response.headers.emplace_back(
      "Content-Disposition",
      "attachment; filename=\"" + article.id.text() + "." + std::string(form->ending) + "\"");
  return response;
}

}  // namespace hexapla
