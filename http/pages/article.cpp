#include <algorithm>
#include <map>

#include "http/comparison.h"
#include "http/language_negotiation.h"
#include "http/pages/compare_parts.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/lineage_parts.h"
#include "http/pages/lineage_picture.h"
#include "http/pages/pages.h"
#include "http/pages/record_parts.h"
#include "http/pages/words.h"
#include "store/archive/kind_doubt.h"
#include "store/archive/source.h"
#include "translate/lineage/staleness.h"

namespace hexapla {
namespace {

// A variant's newest revision with what is known of it.
struct Newest {
  VariantSummary summary;
  RevisionAddress address;
  Provenance provenance;
  Source source;
  bool is_stale = false;
  std::string doubt;  // what speaks against its kind
};

std::vector<Newest> newest_of(const Reading& reading, const ArticleId& article) {
  std::vector<Newest> all;
  for (VariantSummary& variant : reading.variants(article)) {
    RevisionAddress address{article, variant.id, variant.newest};
    Provenance provenance = reading.provenance(address);
    Source source = source_of(reading, address);
    const bool is_stale = staleness_of(reading, address).has_value();
    const auto view = reading.view(address);
    std::string doubt = view ? doubt_about_kind(provenance, *view) : std::string();
    all.push_back({std::move(variant), std::move(address), std::move(provenance), std::move(source),
                   is_stale, std::move(doubt)});
  }
  return all;
}

void write_made_from(Html& page, const Newest& one) {
  if (one.provenance.shown_kind() == Kind::original) return;
  switch (one.source.state) {
    case Source::State::unsaid:
      page << "<span class=\"mut\">not recorded</span>";
      return;
    case Source::State::unknown:
      page << "unknown, as recorded";
      return;
    case Source::State::not_held:
      page << "<code class=\"hash\">" << text(short_digest(*one.source.digest))
           << "</code>, not held";
      return;
    case Source::State::held:
      break;
  }
  const RevisionAddress& from = *one.source.address;
  page << "<a href=\"/a/" << text(from.text()) << "\">" << text(from.variant.text())
       << ", revision\u00A0" << from.number << "</a>";
  if (one.is_stale) page << " <a class=\"old\" href=\"#stale\">since revised ↻</a>";
}

void write_versions(Html& page, const std::vector<Newest>& all) {
  const bool labelled = std::any_of(all.begin(), all.end(),
                                    [](const Newest& one) { return !one.summary.labels.empty(); });
  page << "<div class=\"scroll\"><table class=\"tbl versions-table\">\n<thead><tr><th "
          "scope=\"col\">Language</th><th scope=\"col\">Version</th><th scope=\"col\">Kind</th>"
          "<th scope=\"col\">Engine or person</th><th scope=\"col\">Made from</th>";
  if (labelled) page << "<th scope=\"col\">Label seen</th>";
  page << "<th scope=\"col\" class=\"n\">Revisions</th></tr></thead>\n<tbody>\n";
  for (const Newest& one : all) {
    const LanguageTag language = one.summary.id.language();
    page << "<tr><th scope=\"row\">" << own_name(language);
    if (language.own_name() != language.english_name())
      page << " <span class=\"mut\">" << text(language.english_name()) << "</span>";
    page << "</th><td data-is=\"Version\"><a href=\"/a/" << text(one.address.text()) << "\"><code>"
         << text(one.summary.id.text()) << "</code></a></td><td data-is=\"Kind\">"
         << kind_mark(one.provenance.shown_kind(), !one.doubt.empty());
    if (one.provenance.kind)
      page << " <span class=\"chip b-" << text(name(one.provenance.kind->basis)) << "\">"
           << text(name(one.provenance.kind->basis)) << "</span>";
    page << "</td><td data-is=\"By\">";
    bool first = true;
    for (const auto* who : {&one.provenance.engine, &one.provenance.translator,
                            &one.provenance.editor, &one.provenance.author}) {
      if (!*who || (*who)->value.empty()) continue;
      if (!first) page << ", ";
      first = false;
      page << "<bdi>" << text((*who)->value) << "</bdi>";
    }
    page << "</td><td data-is=\"Made from\">";
    write_made_from(page, one);
    if (labelled) page << "</td><td data-is=\"Label seen\">";
    for (std::size_t i = 0; i < one.summary.labels.size(); ++i) {
      if (i > 0) page << ", ";
      page << "<bdi>" << text(one.summary.labels[i]) << "</bdi>";
    }
    page << "</td><td class=\"n\" data-is=\"Revisions\">" << one.summary.revisions
         << "</td></tr>\n";
  }
  page << "</tbody>\n</table></div>\n";
  for (const Newest& one : all) {
    if (one.doubt.empty()) continue;
    page << "<p class=\"warning\" dir=\"auto\"><b aria-hidden=\"true\">!</b> "
         << text(one.summary.id.text() + " is " + one.doubt + ".") << "</p>\n";
  }
}

void write_history(Html& page, const Reading& reading, const Newest& one, bool is_open) {
  const LanguageTag language = one.summary.id.language();
  page << "<section class=\"version\" id=\"" << text(one.summary.id.text()) << "\">\n<h2>"
       << own_name(language) << " <span class=\"tag\">" << text(one.summary.id.text()) << "</span> "
       << kind_mark(one.provenance.shown_kind()) << "</h2>\n";
  write_sentence_origins(page, reading, one.address);
  std::vector<RevisionRecord> records = reading.revisions(one.address.article, one.summary.id);
  std::reverse(records.begin(), records.end());
  constexpr std::size_t kRevisionsShown = 20;
  for (std::size_t i = 0; i < records.size() && i < kRevisionsShown; ++i) {
    const RevisionRecord& record = records[i];
    if (const auto gone = reading.withdrawal(record.address)) {
      page << "<details><summary>Revision " << record.address.number
           << " <span class=\"mut\">withdrawn</span></summary>\n"
           << "<p dir=\"auto\">" << text("Withdrawn " + gone->text()) << " <a href=\"/log/"
           << gone->event << "\">event " << gone->event << "</a></p>\n";
      write_record(page, record);
      page << "</details>\n";
      continue;
    }
    const auto view = reading.view(record.address);
    if (!view) continue;
    page << "<details" << (i == 0 && is_open ? Markup(" open") : Markup(""))
         << "><summary>Revision " << record.address.number << " <span class=\"mut\">"
         << time_mark(record.time) << "</span></summary>\n<p><a href=\"/a/"
         << text(record.address.text()) << "\">Read it</a>";
    if (record.address.number > 1) {
      RevisionAddress before = record.address;
      --before.number;
      page << " · <a href=\""
           << text(compare_address(record.address.article, {before, record.address}))
           << "&amp;view=difference\">what changed</a>";
    }
    page << "</p>\n";
    write_statements(page, reading.statements(record.address), *view);
    write_record(page, record);
    page << "</details>\n";
  }
  if (records.size() > kRevisionsShown) {
    page << "<p class=\"mut\">" << records.size() - kRevisionsShown
         << " older revisions: <a href=\"/api/v1/articles/" << text(one.address.article.text())
         << "/versions\">all of them as JSON</a></p>\n";
  }
  page << "</section>\n";
}

// Of a handful of versions all stands open; of more, those in one language are a step away, and
// where they are several, each one's claims are another.
void write_histories(Html& page, const Reading& reading, const std::vector<Newest>& all) {
  constexpr std::size_t kHandful = 8;
  if (all.size() <= kHandful) {
    for (const Newest& one : all) write_history(page, reading, one, true);
    return;
  }
  std::vector<LanguageTag> languages;
  for (const Newest& one : all) {
    const LanguageTag language = one.summary.id.language();
    if (std::find(languages.begin(), languages.end(), language) == languages.end())
      languages.push_back(language);
  }
  for (const LanguageTag& language : languages) {
    const auto is_in = [&](const Newest& one) { return one.summary.id.language() == language; };
    const auto count = std::count_if(all.begin(), all.end(), is_in);
    page << "<details class=\"versions-in\"><summary>" << own_name(language) << " "
         << text(counted(static_cast<std::uint64_t>(count), "version", "versions"))
         << "</summary>\n";
    for (const Newest& one : all) {
      if (is_in(one)) write_history(page, reading, one, count == 1);
    }
    page << "</details>\n";
  }
}

// Who made how many versions in each language from what: of very many a picture says nothing.
void write_lineage(Html& page, const Reading& reading, const ArticleId& article,
                   const std::vector<Newest>& all) {
  constexpr std::size_t kMostDrawnOpen = 20;
  if (all.size() <= kMostDrawnOpen) return write_lineage_picture(page, reading, article);
  struct Group {
    std::string made_from;
    LanguageTag language;
    std::map<Kind, std::uint64_t> kinds;
  };
  std::vector<Group> groups;
  for (const Newest& one : all) {
    const Kind kind = one.provenance.shown_kind();
    std::string from = one.source.state == Source::State::held ? one.source.address->text() : "";
    const LanguageTag language = one.summary.id.language();
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& known) {
      return known.made_from == from && known.language == language;
    });
    if (group == groups.end()) group = groups.insert(group, {std::move(from), language, {}});
    ++group->kinds[kind];
  }
  page << "<ul class=\"made-in\">\n";
  for (const Group& group : groups) {
    page << "<li>" << own_name(group.language);
    for (const auto& [kind, count] : group.kinds)
      page << " <span>" << count << " " << text(short_kind_words(kind)) << "</span>";
    if (!group.made_from.empty()) {
      page << " <span class=\"mut\">from <a href=\"/a/" << text(group.made_from) << "\">"
           << text(group.made_from) << "</a></span>";
    }
    page << "</li>\n";
  }
  page << "</ul>\n<details><summary>Drawn, version by version</summary>\n";
  write_lineage_picture(page, reading, article);
  page << "</details>\n";
}

}  // namespace

Response article_page(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const std::vector<Newest> all = newest_of(call.reading, article.id);
  const std::string title = article.title.empty() ? article.id.text() : article.title;

  Html page = begin_page({title, {{title, ""}}});
  page << "</header>\n<main class=\"page prose\" id=\"text\">\n<div class=\"head\"><h1>"
       << isolated(title, article.language) << "</h1>\n<p class=\"mut\"><code>"
       << text(article.id.text()) << "</code> · "
       << text(counted(article.variants, "version", "versions")) << ", "
       << text(counted(article.revisions, "revision", "revisions")) << " · first kept "
       << time_mark(article.created) << ", newest " << time_mark(article.updated) << "</p></div>\n";
  if (all.size() > 1) {
    page << "<p class=\"go\"><a href=\"/a/" << text(article.id.text())
         << "/compare\">Read side by side</a>";
    if (all.size() > 4)
      page << " · <a href=\"/a/" << text(article.id.text()) << "/compare?v=all\">all versions</a>";
    page << "</p>\n";
  }
  page << "<h2>Versions</h2>\n";
  write_versions(page, all);
  page << "<h2 id=\"lineage\">What was made from what</h2>\n";
  write_lineage(page, call.reading, article.id, all);
  write_stale_versions(page, call.reading, article.id);
  page << "<h2>Provenance</h2>\n<p class=\"mut\">Every claim, with who made it and on what basis. "
          "Nothing is overwritten: a stronger or "
          "newer claim outweighs an older one, which is grey then and says so.</p>\n";
  write_histories(page, call.reading, all);
  const std::string data = "/api/v1/articles/" + article.id.text();
  page << "<p class=\"mut\">As data: <a href=\"" << text(data)
       << "\">JSON</a> · provenance as <a href=\"" << text(data)
       << "/provenance\">PROV-JSON</a>, <a href=\"" << text(data)
       << "/provenance?format=turtle\">Turtle</a>, <a href=\"" << text(data)
       << "/provenance?format=jsonld\">JSON-LD</a>, <a href=\"" << text(data)
       << "/provenance?format=csv\">CSV</a></p>\n</main>\n";
  write_json_ld(page, call.reading, newest_revisions(call.reading, article.id));
  end_page(page);
  Response response = html_page(page.take());
  response.headers.emplace_back("Link", alternate_links(call.reading, article.id));
  return response;
}

}  // namespace hexapla
