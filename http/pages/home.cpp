#include <algorithm>

#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/words.h"
#include "http/problem.h"

namespace hexapla {
namespace {

constexpr std::size_t kArticlesOfPage = 50;
// Values of one facet offered; an archive of many engines offers the commonest.
constexpr std::size_t kValuesOffered = 24;
constexpr std::size_t kValuesShown = 10;  // at first

struct Choice {
  std::string_view parameter, heading;
  Facet facet;
};
constexpr Choice kChoices[] = {
    {"language", "Language", Facet::language},
    {"kind", "Kind", Facet::kind},
    {"engine", "Engine", Facet::engine},
    {"label", "Label seen", Facet::label},
};

std::string query_with(const Request& request, std::string_view name, std::string_view value) {
  std::string query;
  const auto add = [&](std::string_view key, std::string_view chosen) {
    if (chosen.empty()) return;
    query += query.empty() ? '?' : '&';
    query += std::string(key) + "=" + percent_encoded(chosen);
  };
  for (const Choice& choice : kChoices) {
    add(choice.parameter, choice.parameter == name ? value : request.parameter(choice.parameter));
  }
  if (name == "cursor") add(name, value);
  return "/" + query;
}

std::string value_words(const Choice& choice, const std::string& value) {
  if (choice.facet == Facet::language) {
    const auto tag = LanguageTag::parse(value);
    return tag ? tag->own_name() : value;
  }
  if (choice.facet == Facet::kind) {
    const auto kind = parse_kind(value);
    return kind ? std::string(kind_words(*kind)) : value;
  }
  return value;
}

void write_filters(Html& page, const Call& call) {
  page << "<nav class=\"filters\" aria-label=\"Narrow the list\">\n";
  for (const Choice& choice : kChoices) {
    auto values = call.reading.facet_values(choice.facet);
    if (values.empty()) continue;
    std::stable_sort(values.begin(), values.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (values.size() > kValuesOffered) values.resize(kValuesOffered);
    const std::string_view chosen = call.request.parameter(choice.parameter);
    page << "<div><h2>" << text(choice.heading) << "</h2><ul>";
    if (!chosen.empty()) {
      page << "<li><a href=\"" << text(query_with(call.request, choice.parameter, {}))
           << "\">any</a></li>";
    }
    // The rest is folded, so that the articles are in sight; not when what was chosen is among it.
    const bool is_folded = values.size() > kValuesShown + 2 &&
                           std::none_of(values.begin() + kValuesShown, values.end(),
                                        [&](const auto& one) { return one.first == chosen; });
    std::size_t shown = 0;
    for (const auto& [value, count] : values) {
      if (is_folded && shown++ == kValuesShown) {
        page << "</ul><details class=\"rest\"><summary>" << values.size() - kValuesShown
             << " more</summary><ul>";
      }
      page << "<li><a";
      if (value == chosen) page << " aria-current=\"true\"";
      page << " href=\"" << text(query_with(call.request, choice.parameter, value)) << "\">";
      if (choice.facet == Facet::language) {
        page << isolated(value_words(choice, value), value);
      } else {
        page << "<bdi>" << text(value_words(choice, value)) << "</bdi>";
      }
      page << "</a> <span class=\"mut\">" << count << "</span></li>";
    }
    page << (is_folded ? Markup("</ul></details></div>\n") : Markup("</ul></div>\n"));
  }
  page << "</nav>\n";
}

void write_empty(Html& page) {
  page
      << "<h1>Nothing is kept here yet</h1>\n"
         "<p>Add an original article, then its translations; each says what it was made from:</p>\n"
         "<pre class=\"sample\"><code>hexapla add uk.md --article ferry --lang uk --kind original\n"
         "hexapla add ar.txt --article ferry --lang ar --kind machine --engine NAME --from ferry\n"
         "hexapla add ar2.txt --article ferry --variant ar~desk --kind post-edited --from "
         "ferry</code></pre>\n"
         "<p>Then load this page again.</p>\n";
}

// Versions of one kind in one language: several engines are one entry with their number.
struct Versions {
  LanguageTag language;
  Kind kind;
  std::string word;  // of the variant's id, while it stands alone
  std::size_t count = 0;
};

void write_languages(Html& page, const std::vector<VariantSummary>& variants) {
  constexpr std::size_t kEntries = 16;
  std::vector<Versions> entries;
  for (const VariantSummary& variant : variants) {
    const LanguageTag language = variant.id.language();
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const Versions& one) {
      return one.language == language && one.kind == variant.kind;
    });
    if (same != entries.end()) {
      ++same->count;
    } else {
      entries.push_back({language, variant.kind, std::string(variant.id.word()), 1});
    }
  }
  for (std::size_t i = 0; i < std::min(entries.size(), kEntries); ++i) {
    const Versions& one = entries[i];
    page << "<li>" << kind_glyph(one.kind)
         << isolated(one.language.own_name(), one.language.text());
    if (one.count > 1) {
      page << " <span class=\"mut\">×" << one.count << "</span>";
    } else if (!one.word.empty() && variants.size() <= kEntries) {
      page << " <span class=\"tag\">" << text(one.word) << "</span>";
    }
    page << "<span class=\"vh\">, " << text(short_kind_words(one.kind)) << "</span></li>";
  }
  if (entries.size() > kEntries)
    page << "<li class=\"mut\">and " << entries.size() - kEntries << " more</li>";
}

void write_article(Html& page, const Reading& reading, const ArticleSummary& article) {
  const std::string address = "/a/" + article.id.text();
  page << "<li class=\"card\"><h2><a href=\"" << text(address) << "\">"
       << isolated(article.title, article.language) << "</a></h2>\n<ul class=\"versions\">";
  write_languages(page, reading.variants(article.id));
  page << "</ul>\n<p class=\"mut\">" << text(counted(article.revisions, "revision", "revisions"))
       << ", newest " << time_mark(article.updated);
  if (article.variants > 1)
    page << " · <a href=\"" << text(address) << "/compare\">Side by side</a>";
  page << "</p></li>\n";
}

}  // namespace

Response home_page(const Call& call) {
  const Request& request = call.request;
  const ArticleFilter filter{
      std::string(request.parameter("language")), std::string(request.parameter("kind")),
      std::string(request.parameter("engine")), std::string(request.parameter("label"))};
  const bool filtered = !(filter.language.empty() && filter.kind.empty() && filter.engine.empty() &&
                          filter.label.empty());
  const auto list = call.reading.articles(filter, request.parameter("cursor"), kArticlesOfPage);
  if (!list) {
    Problem problem(400, "Bad cursor",
                    "The list cannot be continued from there. Start again with the first page.");
    problem.parameter = "cursor";
    throw problem;
  }
  Html page = begin_page({filtered ? "Articles, narrowed" : "Hexapla", {}});
  page << "</header>\n<main class=\"page prose home\" id=\"text\">\n";
  if (list->articles.empty() && !filtered && request.parameter("cursor").empty()) {
    write_empty(page);
  } else {
    const ArchiveStats stats = call.reading.stats();
    page << "<div class=\"head\"><h1>Articles</h1><p class=\"mut\">"
         << text(counted(stats.articles, "article", "articles")) << " in "
         << text(counted(stats.variants, "version", "versions")) << ", "
         << text(counted(stats.revisions, "revision", "revisions")) << " kept";
    if (call.can_write) page << " · <a href=\"/import\">Add a text</a>";
    page << "</p></div>\n";
    write_filters(page, call);
    if (list->articles.empty()) {
      page << "<p>No article has all of these. <a href=\"/\">Show all articles</a></p>\n";
    } else {
      page << "<p class=\"kinds\">";
      for (const Kind kind :
           {Kind::original, Kind::machine, Kind::post_edited, Kind::human, Kind::unknown})
        page << kind_mark(kind);
      page << "</p>\n<ol class=\"cards\">\n";
      for (const ArticleSummary& article : list->articles)
        write_article(page, call.reading, article);
      page << "</ol>\n";
    }
    if (!list->next_cursor.empty()) {
      page << "<p class=\"more\"><a rel=\"next\" href=\""
           << text(query_with(request, "cursor", list->next_cursor))
           << "\">Older articles</a></p>\n";
    }
  }
  page << "</main>\n";
  std::vector<Listed> listed;
  for (const ArticleSummary& article : list->articles)
    listed.push_back({.path = "/a/" + article.id.text(),
                      .name = article.title,
                      .language = article.language,
                      .date = article.created});
  write_json_ld_list(page, "CollectionPage", "Articles", listed);
  end_page(page);
  return html_page(page.take());
}

}  // namespace hexapla
