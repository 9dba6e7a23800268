#include "http/comparison.h"
#include "http/pages/pages.h"
#include "http/problem.h"
#include "translate/exchange/tmx.h"

namespace hexapla {

// A translation memory of an article: of the versions chosen, the first being the source, or of
// all.
Response tmx_file(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const auto choices = call.request.all("v", "version");
  std::string language = article.language, units;
  if (choices.empty()) {
    write_tmx_units(call.reading, article.id, [&](std::string_view some) { units += some; });
  } else {
    std::vector<std::string> warnings;
    const std::vector<RevisionAddress> versions =
        base_first(call.reading, article.id,
                   choose_versions(call.reading, article.id, choices, warnings));
    if (versions.size() < 2)
      throw Problem(404, "Nothing to pair", "Two versions at least make a translation memory.");
    language = versions.front().variant.language().text();
    for (std::size_t i = 1; i < versions.size(); ++i)
      units += tmx_units(call.reading, versions.front(), versions[i]);
  }
  Response response;
  response.content_type = "application/x-tmx+xml";
  response.body = std::make_shared<const std::string>(tmx_begin(HEXAPLA_VERSION, language) +
                                                      units + tmx_end());
  response.keep = Response::Keep::while_same;
  // An id is made of letters, digits and hyphens.
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + article.id.text() + ".tmx\"");
  return response;
}

}  // namespace hexapla
