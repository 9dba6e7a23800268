#include <algorithm>

#include "http/comparison.h"
#include "http/language_negotiation.h"
#include "http/pages/pages.h"
#include "http/pages/problem_page.h"
#include "store/model/kind_order.h"

namespace hexapla {
namespace {

// The version to answer with: by its language, else the original; nothing when all are refused.
std::optional<VariantId> choose(const std::vector<VariantSummary>& variants,
                                const std::optional<VariantId>& base, std::string_view header) {
  const std::vector<LanguageRange> ranges = parse_accept_language(header);
  std::vector<std::string> tags;
  for (const VariantSummary& variant : variants) tags.push_back(variant.id.language().text());
  const LanguageChoice choice = choose_language(ranges, tags);
  if (choice.tag) return variants[*choice.tag].id;
  if (!choice.may_default) return std::nullopt;
  std::optional<VariantId> first;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (is_refused(ranges, tags[i])) continue;
    if (variants[i].id == base) return base;
    if (!first) first = variants[i].id;
  }
  return first;
}

}  // namespace

Response text_page(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  std::vector<VariantSummary> variants = call.reading.variants(article.id);
  std::erase_if(variants, [](const VariantSummary& variant) { return variant.is_withdrawn; });
  std::stable_sort(variants.begin(), variants.end(),
                   [](const VariantSummary& a, const VariantSummary& b) {
                     return reading_order(a.kind) < reading_order(b.kind);
                   });
  std::optional<VariantId> chosen = call.reading.base_variant(article.id);
  if (!variants.empty()) chosen = choose(variants, chosen, call.request.accept_language);
  if (!chosen) {
    Problem problem(406, "Not acceptable",
                    "There is no version of this article in a language that you accept.");
    for (const VariantSummary& variant : variants)
      problem.near.push_back("/a/" + article.id.text() + "/" + variant.id.text());
    Response response = problem_page(problem, call.request, &call.reading);
    response.headers.emplace_back("Vary", "Accept-Language");
    response.headers.emplace_back("Link", alternate_links(call.reading, article.id));
    return response;
  }
  Response response = revision_page(Call{call.archive,
                                         call.reading,
                                         call.request,
                                         {article.id.text(), chosen->text()},
                                         call.can_write,
                                         call.signed_in,
                                         call.site});
  response.headers.emplace_back("Content-Location",
                                "/a/" + article.id.text() + "/" + chosen->text());
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace hexapla
