#include "http/router.h"

#include <algorithm>

#include "http/api/api.h"
#include "http/log_files.h"
#include "http/memento.h"
#include "http/pages/pages.h"

namespace hexapla {
namespace {

constexpr Route kRoutes[] = {
    {"/", home_page},
    {"/a", home_page},
    {"/a/*", article_page, MadeFrom::articles},
    {"/a/*/compare", compare_page, MadeFrom::articles, false, ByLanguage::unless_chosen},
    {"/a/*/cite", citation_file, MadeFrom::articles},
    {"/a/*/memory", tmx_file, MadeFrom::articles},
    {"/a/*/text", text_page, MadeFrom::articles, false, ByLanguage::yes},
    {"/a/*/*", revision_page, MadeFrom::articles},
    {"/search", search_page, MadeFrom::anything, false, ByLanguage::yes},
    {"/memory", memory_page, MadeFrom::anything, false, ByLanguage::yes},
    {"/timegate/a/*/*", timegate, MadeFrom::articles, false, ByLanguage::no, false},
    {"/timemap/link/a/*/*", timemap_link, MadeFrom::articles, true},
    {"/timemap/json/a/*/*", timemap_json, MadeFrom::articles, true},
    {"/log", log_page},
    {"/log/*", event_page},
    {"/about", about_page},
    {"/checkpoint", checkpoint_file},
    {"/tile/**", tile_file, MadeFrom::nothing},
    {"/openapi.json", api_document},
    {"/api/v1", api_index, MadeFrom::anything, true},
    {"/api/v1/articles", api_articles, MadeFrom::anything, true},
    {"/api/v1/articles/*", api_article, MadeFrom::articles, true},
    {"/api/v1/articles/*/versions", api_versions, MadeFrom::articles, true},
    {"/api/v1/articles/*/words", api_words, MadeFrom::articles, true},
    {"/api/v1/articles/*/compare", api_compare, MadeFrom::articles, true},
    {"/api/v1/articles/*/findings", api_findings, MadeFrom::articles, true},
    {"/api/v1/articles/*/scores", api_scores, MadeFrom::articles, true},
    {"/api/v1/articles/*/provenance", api_provenance, MadeFrom::articles, true},
    {"/api/v1/revisions/*", api_revision, MadeFrom::anything, true},
    {"/api/v1/objects/*", api_object, MadeFrom::anything, true},
    {"/api/v1/log", api_log, MadeFrom::anything, true},
    {"/api/v1/log/*", api_event, MadeFrom::anything, true},
    {"/api/v1/search", api_search, MadeFrom::anything, true},
    {"/api/v1/memory", api_memory, MadeFrom::anything, true},
    {"/api/v1/log/*/proof", entry_proof, MadeFrom::anything, true},
    {"/api/v1/stats", api_stats, MadeFrom::anything, true},
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
    const bool takes_rest =
        !pattern.empty() && pattern.back() == "**" && parts.size() >= pattern.size();
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
