#include "http/router.h"

#include <algorithm>

#include "http/api/api.h"
#include "http/log_files.h"
#include "http/memento.h"
#include "http/pages/pages.h"

namespace hexapla {
namespace {

// Everything we show of an article changes with one of its own events, or when articles are aligned
// anew.
std::string article_state(const Call& call) {
  const auto id = ArticleId::parse(call.names.at(0));
  const auto article = id ? call.reading.article(*id) : std::nullopt;
  if (!article) return {};
  return article->updated + ' ' + std::to_string(article->variants) + ' ' +
         std::to_string(article->revisions) + ' ' + call.reading.meta("realigned");
}

std::string never_changes(const Call&) { return "as it was"; }

constexpr Route kRoutes[] = {
    {"/", home_page, nullptr},
    {"/a", home_page, nullptr},
    {"/a/*", article_page, article_state},
    {"/a/*/compare", compare_page, article_state},
    {"/a/*/cite", citation_file, article_state},
    {"/a/*/text", text_page, nullptr, false, true},
    {"/a/*/*", revision_page, article_state},
    {"/search", search_page, nullptr},
    {"/timegate/a/*/*", timegate, nullptr, false, true},
    {"/timemap/link/a/*/*", timemap_link, article_state, true},
    {"/timemap/json/a/*/*", timemap_json, article_state, true},
    {"/log", log_page, nullptr},
    {"/log/*", event_page, nullptr},
    {"/checkpoint", checkpoint_file, nullptr},
    {"/tile/**", tile_file, never_changes},
    {"/openapi.json", api_document, nullptr},
    {"/api/v1", api_index, nullptr, true},
    {"/api/v1/articles", api_articles, nullptr, true},
    {"/api/v1/articles/*", api_article, article_state, true},
    {"/api/v1/articles/*/versions", api_versions, article_state, true},
    {"/api/v1/articles/*/words", api_words, article_state, true},
    {"/api/v1/articles/*/compare", api_compare, article_state, true},
    {"/api/v1/articles/*/findings", api_findings, article_state, true},
    {"/api/v1/articles/*/scores", api_scores, article_state, true},
    {"/api/v1/articles/*/provenance", api_provenance, article_state, true},
    {"/api/v1/revisions/*", api_revision, nullptr, true},
    {"/api/v1/objects/*", api_object, nullptr, true},
    {"/api/v1/log", api_log, nullptr, true},
    {"/api/v1/log/*", api_event, nullptr, true},
    {"/api/v1/search", api_search, nullptr, true},
    {"/api/v1/memory", api_memory, nullptr, true},
    {"/api/v1/log/*/proof", entry_proof, nullptr, true},
    {"/api/v1/stats", api_stats, nullptr, true},
};

// Components of a path; a slash at the end is taken for none.
std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 1; at < path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return parts;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

std::optional<Match> find_route(std::string_view path) {
  const std::vector<std::string_view> parts = components(path);
  for (const Route& route : kRoutes) {
    const std::vector<std::string_view> pattern = components(route.pattern);
    const bool takes_rest = !pattern.empty() && pattern.back() == "**" && parts.size() >= pattern.size();
    if (pattern.size() != parts.size() && !takes_rest) continue;
    Match match{&route, {}};
    bool fits = true;
    for (std::size_t i = 0; fits && i < pattern.size() && pattern[i] != "**"; ++i) {
      if (pattern[i] == "*") {
        match.names.emplace_back(parts[i]);
      } else {
        fits = pattern[i] == parts[i];
      }
    }
    if (fits) return match;
  }
  return std::nullopt;
}

bool is_api_path(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

}  // namespace hexapla
