#include <algorithm>
#include <map>

#include "http/comparison.h"
#include "http/pages/compare_parts.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/record_parts.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

// A variant's newest revision with what is known of it.
struct Newest {
  VariantSummary summary;
  RevisionAddress address;
  Provenance provenance;
  std::optional<RevisionAddress> from, revises;  // within this article
};

std::optional<RevisionAddress> held(const Reading& reading, const ArticleId& article,
                                    const std::optional<Stated<std::optional<Digest>>>& stated) {
  if (!stated || !stated->value) return std::nullopt;
  std::optional<RevisionAddress> found;
  for (const RevisionAddress& address : reading.addresses_of(*stated->value)) {
    if (address.article == article) found = address;
  }
  return found;
}

std::vector<Newest> newest_of(const Reading& reading, const ArticleId& article) {
  std::vector<Newest> all;
  for (VariantSummary& variant : reading.variants(article)) {
    RevisionAddress address{article, variant.id, variant.revisions};
    Provenance provenance = reading.provenance(address);
    auto from = held(reading, article, provenance.derived_from),
         revises = held(reading, article, provenance.revises);
    all.push_back({std::move(variant), std::move(address), std::move(provenance), std::move(from),
                   std::move(revises)});
  }
  return all;
}

void write_made_from(Html& page, const Newest& one, const std::vector<Newest>& all) {
  const auto& stated = one.provenance.derived_from;
  if (one.provenance.shown_kind() == Kind::original) return;
  if (!stated) {
    page << "<span class=\"mut\">not recorded</span>";
  } else if (!stated->value) {
    page << "unknown, as recorded";
  } else if (!one.from) {
    page << "<code class=\"hash\">" << text(short_digest(*stated->value)) << "</code>, not held";
  } else {
    const RevisionAddress& from = *one.from;
    const auto source = std::find_if(all.begin(), all.end(), [&](const Newest& other) {
      return other.summary.id == from.variant;
    });
    page << "<a href=\"/a/" << text(from.text()) << "\">" << text(from.variant.text())
         << ", revision " << from.number << "</a>";
    if (source != all.end() && source->summary.revisions > from.number) {
      page << " <a class=\"old\" href=\""
           << text(compare_address(from.article, {from, source->address}))
           << "&amp;view=difference\">since revised ↻</a>";
    }
  }
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
    page << "</th><td><a href=\"/a/" << text(one.address.text()) << "\"><code>"
         << text(one.summary.id.text()) << "</code></a></td><td>"
         << kind_mark(one.provenance.shown_kind());
    if (one.provenance.kind)
      page << " <span class=\"chip b-" << text(name(one.provenance.kind->basis)) << "\">"
           << text(name(one.provenance.kind->basis)) << "</span>";
    page << "</td><td>";
    bool first = true;
    for (const auto* who : {&one.provenance.engine, &one.provenance.translator,
                            &one.provenance.editor, &one.provenance.author}) {
      if (!*who || (*who)->value.empty()) continue;
      if (!first) page << ", ";
      first = false;
      page << "<bdi>" << text((*who)->value) << "</bdi>";
    }
    page << "</td><td>";
    write_made_from(page, one, all);
    if (labelled) page << "</td><td>";
    for (std::size_t i = 0; i < one.summary.labels.size(); ++i) {
      if (i > 0) page << ", ";
      page << "<bdi>" << text(one.summary.labels[i]) << "</bdi>";
    }
    page << "</td><td class=\"n\">" << one.summary.revisions << "</td></tr>\n";
  }
  page << "</tbody>\n</table></div>\n";
}

// The lineage as nested lists: what was made from what, the original at the root.
class Lineage {
 public:
  Lineage(Html& page, const std::vector<Newest>& all)
      : page_(page), all_(all), parent_(all.size()) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      // A post-edit hangs below the text that was edited, which itself hangs below the original.
      const auto& above = all[i].revises ? all[i].revises : all[i].from;
      if (!above) continue;
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (k != i && all[k].summary.id == above->variant) parent_[i] = k;
      }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (is_in_cycle(i)) parent_[i].reset();
    }
  }

  void write() {
    page_ << "<ul class=\"lineage\">\n";
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!parent_[i]) write_one(i);
    }
    page_ << "</ul>\n";
  }

 private:
  bool is_in_cycle(std::size_t start) const {
    std::size_t at = start;
    for (std::size_t steps = 0; parent_[at]; ++steps) {
      at = *parent_[at];
      if (at == start || steps > all_.size()) return true;
    }
    return false;
  }

  void write_one(std::size_t index) {
    const Newest& one = all_[index];
    const LanguageTag language = one.summary.id.language();
    page_ << "<li><span class=\"node\">" << kind_glyph(one.provenance.shown_kind())
          << isolated(language.own_name(), language.text()) << " <span class=\"tag\">"
          << text(one.summary.id.text()) << "</span> <span class=\"mut\">"
          << text(kind_words(one.provenance.shown_kind()));
    const auto& above = one.revises ? one.revises : one.from;
    if (above) page_ << ", from revision " << above->number;
    page_ << "</span></span>";
    bool any = false;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (parent_[i] != index) continue;
      if (!any) page_ << "\n<ul>\n";
      any = true;
      write_one(i);
    }
    if (any) page_ << "</ul>";
    page_ << "</li>\n";
  }

  Html& page_;
  const std::vector<Newest>& all_;
  std::vector<std::optional<std::size_t>> parent_;
};

void write_history(Html& page, const Reading& reading, const Newest& one) {
  const LanguageTag language = one.summary.id.language();
  page << "<section class=\"version\" id=\"" << text(one.summary.id.text()) << "\">\n<h2>"
       << own_name(language) << " <span class=\"tag\">" << text(one.summary.id.text()) << "</span> "
       << kind_mark(one.provenance.shown_kind()) << "</h2>\n";
  std::vector<RevisionRecord> records = reading.revisions(one.address.article, one.summary.id);
  std::reverse(records.begin(), records.end());
  constexpr std::size_t kRevisionsShown = 20;
  for (std::size_t i = 0; i < records.size() && i < kRevisionsShown; ++i) {
    const RevisionRecord& record = records[i];
    const auto view = reading.view(record.address);
    if (!view) continue;
    page << "<details" << (i == 0 ? Markup(" open") : Markup("")) << "><summary>Revision "
         << record.address.number << " <span class=\"mut\">" << time_mark(record.time)
         << "</span></summary>\n<p><a href=\"/a/" << text(record.address.text())
         << "\">Read it</a>";
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

}  // namespace

Response article_page(const Context& context) {
  const ArticleSummary article = require_article(context.reading, context.names.at(0));
  const std::vector<Newest> all = newest_of(context.reading, article.id);
  const std::string title = article.title.empty() ? article.id.text() : article.title;

  Html page = begin_page({title, {{title, ""}}, false});
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
  page << "<h2>What was made from what</h2>\n";
  Lineage(page, all).write();
  page << "<h2>Provenance</h2>\n<p class=\"mut\">Every claim, with who made it and on what basis. "
          "Nothing is overwritten: a stronger or "
          "newer claim outweighs an older one.</p>\n";
  for (const Newest& one : all) write_history(page, context.reading, one);
  page << "<p class=\"mut\">As data: <a href=\"/api/v1/articles/" << text(article.id.text())
       << "\">JSON</a></p>\n</main>\n";
  end_page(page);
  return html_page(page.take());
}

}  // namespace hexapla
