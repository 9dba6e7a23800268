#include "http/pages/problem_page.h"

#include <algorithm>
#include <optional>

#include "http/html.h"
#include "http/nearness.h"
#include "http/pages/layout.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

constexpr std::size_t kVersionsShown = 40, kRevisionsShown = 20;

// What of the address can be read, though all of it leads nowhere: `/a/ferry/es@9`.
struct Place {
  std::optional<ArticleSummary> article;
  std::string version;  // as it was asked for, with its revision; empty for none
  bool is_log = false;
};

std::vector<std::string_view> components(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    if (slash > at) parts.push_back(path.substr(at, slash - at));
    at = slash + 1;
  }
  return parts;
}

Place place_of(std::string_view path, const Reading* reading) {
  Place place;
  const std::vector<std::string_view> parts = components(path);
  place.is_log = !parts.empty() && parts.front() == "log";
  // Below `/a`, `/timegate/a` and the like.
  const auto marker = std::find(parts.begin(), parts.end(), "a");
  if (reading == nullptr || marker == parts.end() || marker + 1 == parts.end()) return place;
  if (const auto id = ArticleId::parse(marker[1])) place.article = reading->article(*id);
  constexpr std::string_view kPages[] = {"compare", "cite", "memory", "text"};
  if (marker + 2 != parts.end() &&
      std::find(std::begin(kPages), std::end(kPages), marker[2]) == std::end(kPages))
    place.version = marker[2];
  return place;
}

void write_revisions(Html& page, const Reading& reading, const ArticleId& article,
                     const VariantId& variant) {
  std::vector<RevisionRecord> records = reading.revisions(article, variant);
  std::reverse(records.begin(), records.end());
  page << "<h2>Revisions of " << isolated(variant.language().own_name(), variant.language().text())
       << " <span class=\"tag\">" << text(variant.text()) << "</span></h2>\n<ul class=\"near\">\n";
  for (std::size_t i = 0; i < std::min(records.size(), kRevisionsShown); ++i) {
    page << "<li><a href=\"/a/" << text(records[i].address.text()) << "\">Revision "
         << records[i].address.number << "</a> <span class=\"mut\">" << time_mark(records[i].time)
         << "</span></li>\n";
  }
  page << "</ul>\n";
}

void write_versions(Html& page, const ArticleSummary& article,
                    const std::vector<VariantSummary>& variants) {
  page << "<h2>Versions of this article</h2>\n<ul class=\"near\">\n";
  for (std::size_t i = 0; i < std::min(variants.size(), kVersionsShown); ++i) {
    const VariantSummary& variant = variants[i];
    const LanguageTag language = variant.id.language();
    page << "<li><a href=\"/a/" << text(article.id.text()) << "/" << text(variant.id.text())
         << "\">" << isolated(language.own_name(), language.text()) << "</a> <span class=\"tag\">"
         << text(variant.id.text()) << "</span> " << kind_mark(variant.kind) << "</li>\n";
  }
  page << "</ul>\n";
  if (variants.size() > kVersionsShown) {
    page << "<p><a href=\"/a/" << text(article.id.text()) << "\">All " << variants.size()
         << " versions</a></p>\n";
  }
}

// What there is of an article of which something else was asked for.
void write_article(Html& page, const Reading& reading, const Place& place) {
  const ArticleSummary& article = *place.article;
  page << "<p class=\"go\"><a href=\"/a/" << text(article.id.text()) << "\">"
       << isolated(article.title.empty() ? article.id.text() : article.title, article.language)
       << "</a>";
  if (article.variants > 1)
    page << " · <a href=\"/a/" << text(article.id.text()) << "/compare\">Side by side</a>";
  page << "</p>\n";
  std::vector<VariantSummary> variants = reading.variants(article.id);
  const std::string_view wanted =
      std::string_view(place.version).substr(0, place.version.find('@'));
  std::vector<std::string> names;
  for (const VariantSummary& variant : variants) {
    names.push_back(variant.id.text());
    if (names.back() == wanted) write_revisions(page, reading, article.id, variant.id);
  }
  // What was meant comes first.
  std::vector<std::string> near = nearest(wanted, names, 3);
  std::stable_sort(variants.begin(), variants.end(),
                   [&](const VariantSummary& a, const VariantSummary& b) {
                     const auto rank = [&](const VariantSummary& one) {
                       return std::find(near.begin(), near.end(), one.id.text()) - near.begin();
                     };
                     return rank(a) < rank(b);
                   });
  write_versions(page, article, variants);
}

// The words of an address: `/a/night-ferry/es` has `night ferry`.
std::string words_of(std::string_view path) {
  std::string longest;
  for (const std::string_view part : components(path)) {
    if (part.size() > longest.size()) longest = part;
  }
  constexpr std::size_t kLongest = 120;
  if (longest.size() > kLongest || longest.size() < 3) return {};
  std::replace_if(
      longest.begin(), longest.end(),
      [](char c) { return c == '-' || c == '_' || c == '~' || c == '@' || c == '.'; }, ' ');
  return longest;
}

void write_search(Html& page, const std::string& words) {
  page << "<form class=\"search\" action=\"/search\" method=\"get\" aria-label=\"Search for "
          "it\">\n<p class=\"ask\"><label class=\"vh\" for=\"words\">Words</label><input "
          "type=\"search\" id=\"words\" name=\"q\" dir=\"auto\" maxlength=\"2000\" value=\""
       << text(words) << "\"> <button type=\"submit\">Search</button></p>\n</form>\n";
}

// What the archive says of a refusal begins within a line of the command; here it stands alone.
std::string as_sentence(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  constexpr std::string_view kEnds = ".?!:";
  if (!words.empty() && kEnds.find(words.back()) == std::string_view::npos) words += '.';
  return words;
}

std::vector<Crumb> crumbs_of(const Problem& problem, const Place& place) {
  std::vector<Crumb> crumbs;
  if (place.article) {
    const ArticleSummary& article = *place.article;
    crumbs.push_back(
        {article.title.empty() ? article.id.text() : article.title, "/a/" + article.id.text()});
  } else if (place.is_log) {
    crumbs.push_back({"Log", "/log"});
  } else {
    crumbs.push_back({"Articles", "/"});
  }
  crumbs.push_back({problem.title, ""});
  return crumbs;
}

void write_near(Html& page, const Problem& problem, const Reading* reading) {
  if (problem.near.empty()) return;
  page << "<h2>Did you mean</h2>\n<ul class=\"near\">\n";
  for (const std::string& path : problem.near) {
    const std::string name = path.substr(path.rfind('/') + 1);
    page << "<li><a href=\"" << text(path) << "\">" << text(name) << "</a>";
    const auto id = ArticleId::parse(name);
    if (const auto article = reading && id ? reading->article(*id) : std::nullopt;
        article && path == "/a/" + name)
      page << " " << isolated(article->title, article->language);
    page << "</li>\n";
  }
  page << "</ul>\n";
}

}  // namespace

Response problem_page(const Problem& problem, const Request& request, const Reading* reading) {
  const Place place = place_of(request.path, reading);
  const bool is_import = request.path.starts_with("/import/");
  const bool is_form = is_import || request.path == "/correct";
  Html page = begin_page({problem.title, crumbs_of(problem, place)});
  page << "</header>\n<main class=\"page prose problem\" id=\"text\">\n<h1>" << text(problem.title)
       << "</h1>\n";
  if (!problem.detail.empty())
    page << "<p dir=\"auto\">" << text(as_sentence(problem.detail)) << "</p>\n";
  if (problem.event) {
    page << "<p>Why, says <a href=\"/log/" << *problem.event << "\">event " << *problem.event
         << "</a> of the log.</p>\n";
  }
  // The boxes and buttons of a correction have no names that a reader sees.
  if (!problem.parameter.empty() && (is_import || !is_form)) {
    page << (is_import ? Markup("<p>The field that is meant: <code>")
                       : Markup("<p>The part of the address that is meant: <code>"))
         << text(problem.parameter) << "</code></p>\n";
  }
  if (is_form) {
    page << "<p>Nothing was stored. Your browser’s way back leads to the form as you filled "
            "it in.</p>\n";
  }
  if (is_import) page << "<p class=\"go\"><a href=\"/import\">An empty form</a></p>\n";
  write_near(page, problem, reading);
  if (place.article && problem.near.empty()) write_article(page, *reading, place);
  if (place.is_log && reading != nullptr && reading->event_count() > 0) {
    const std::uint64_t newest = reading->event_count() - 1;
    page << "<p class=\"go\"><a href=\"/log/" << newest << "\">Event " << newest
         << "</a>, the newest one</p>\n";
  }
  if (reading != nullptr && !is_form) {
    page << "<h2>Search every version</h2>\n";
    write_search(page, problem.status == 404 ? words_of(request.path) : std::string());
  }
  page << "<p><a href=\"/\">All articles</a></p>\n</main>\n";
  end_page(page);
  return html_page(page.take(), problem.status);
}

}  // namespace hexapla
