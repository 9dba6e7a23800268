#include <algorithm>

#include "http/comparison.h"
#include "http/language_negotiation.h"
#include "http/memento.h"
#include "http/pages/compare_parts.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/record_parts.h"
#include "http/pages/words.h"
#include "http/problem.h"
#include "store/archive/kind_doubt.h"

namespace hexapla {
namespace {

// The words of a block's element: a heading, a quotation, a paragraph.
struct Element {
  Markup open, close;
};
Element element_of(Role role) {
  switch (role) {
    case Role::title:
      return {"<h1 class=\"t-title\"", "</h1>\n"};
    case Role::heading:
      return {"<h2 class=\"t-sub\"", "</h2>\n"};
    case Role::standfirst:
      return {"<p class=\"t-dek\"", "</p>\n"};
    case Role::caption:
      return {"<p class=\"t-cap\"", "</p>\n"};
    case Role::byline:
      return {"<p class=\"t-by\"", "</p>\n"};
    case Role::quote:
      return {"<blockquote class=\"t-quo\"", "</blockquote>\n"};
    case Role::list_item:
      return {"<p class=\"t-li\"", "</p>\n"};
    case Role::link:
      return {"<p class=\"t-lnk\"", "</p>\n"};
    case Role::label:
      return {"<p class=\"t-lab\"", "</p>\n"};
    case Role::dateline:
      return {"<p class=\"t-date\"", "</p>\n"};
    case Role::paragraph:
      break;
  }
  return {"<p", "</p>\n"};
}

void write_block(Html& page, const RevisionView::BlockView& block, const LanguageTag& language) {
  const Element element = element_of(block.role);
  const auto own = block.language.empty() ? std::nullopt : LanguageTag::parse(block.language);
  page << element.open;
  if (own && *own != language) page << language_attributes(*own);
  page << ">";
  if (block.role == Role::link && is_web_address(block.href)) {
    page << "<a rel=\"nofollow noreferrer\" href=\"" << text(link_target(block.href)) << "\">"
         << text(block.text) << "</a>";
  } else {
    page << text(block.text);
  }
  page << element.close;
}

RevisionAddress address_asked_for(const Call& call, const ArticleSummary& article) {
  const std::string& name = call.names.at(1);
  // resolve() says what is missing, with near names.
  const RevisionAddress address = call.reading.resolve(article.id.text() + "/" + name);
  return address;
}

bool is_newest(const Reading& reading, const RevisionAddress& address) {
  const std::vector<VariantSummary> variants = reading.variants(address.article);
  return std::any_of(variants.begin(), variants.end(), [&](const VariantSummary& variant) {
    return variant.id == address.variant && variant.newest == address.number;
  });
}

}  // namespace

Response revision_page(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const RevisionAddress address = address_asked_for(call, article);
  call.reading.refuse_if_withdrawn(address);
  const auto view = call.reading.view(address);
  const auto record = call.reading.revision(address);
  if (!view || !record)
    throw Problem(404, "No such revision", "There is no revision " + address.text() + ".");
  const Provenance provenance = call.reading.provenance(address);
  const LanguageTag language = address.variant.language();
  const std::string title = view->title().empty() ? address.text() : std::string(view->title());

  Html page = begin_page({title,
                          {{article.title, "/a/" + article.id.text()},
                           {address.variant.text() + "@" + std::to_string(address.number), ""}}});
  page << "</header>\n<main class=\"page prose reading\" id=\"text\">\n<div class=\"head\"><p>"
       << own_name(language) << " <span class=\"tag\">" << text(address.variant.text()) << " · r"
       << address.number << "</span> " << kind_mark(provenance.shown_kind()) << "</p>\n";
  if (article.variants > 1) {
    // Beside itself the original's newest text would have nothing to be read with.
    const std::string choice =
        percent_encoded(address.variant.text()) + "@" + std::to_string(address.number);
    const auto base = call.reading.base_variant(article.id);
    page << "<p><a href=\"/a/" << text(article.id.text()) << "/compare";
    if (!base || *base != address.variant) {
      page << "?v=original&amp;v=" << text(choice) << "\">Beside the original</a></p>\n";
    } else if (is_newest(call.reading, address)) {
      page << "\">Beside its versions</a></p>\n";
    } else {
      page << "?v=" << text(choice) << "&amp;v=original\">Beside its newest revision</a></p>\n";
    }
  }
  if (const std::string doubt = doubt_about_kind(provenance, *view); !doubt.empty()) {
    page << "<p class=\"warning\" dir=\"auto\"><b aria-hidden=\"true\">!</b> "
         << text("This text is " + doubt + ".") << "</p>\n";
  }
  page << "</div>\n<article class=\"" << text(script_class(language)) << "\""
       << language_attributes(language) << ">\n";
  bool has_title = false;
  for (const RevisionView::BlockView& block : view->blocks()) {
    // A second title would be a second first heading.
    RevisionView::BlockView shown = block;
    if (block.role == Role::title && has_title) shown.role = Role::heading;
    has_title = has_title || block.role == Role::title;
    write_block(page, shown, language);
  }
  page << "</article>\n";
  if (!has_title) page << "<h1 class=\"vh\">" << isolated(title, language.text()) << "</h1>\n";
  page << "<section>\n<h2>Provenance</h2>\n";
  write_statements(page, call.reading.statements(address), *view);
  page << "<h2>Record</h2>\n";
  write_record(page, *record);
  page << "<p class=\"mut\">The digest names the canonical JSON of this text: its bytes are under "
          "the first link, for <code>sha256sum</code>. The proof shows that the log has had it "
          "since. As data: <a href=\"/api/v1/revisions/"
       << text(record->digest.hex()) << "\">JSON</a></p>\n</section>\n</main>\n";
  write_json_ld(page, call.reading, {address});
  end_page(page);
  Response response = html_page(page.take());
  response.headers.emplace_back("Content-Language", content_language(call.reading, address));
  response.headers.emplace_back("Link", alternate_links(call.reading, article.id));
  const bool is_memento = call.names.at(1).find('@') != std::string::npos;
  add_memento_header(response, call.reading, address, is_memento);
  return response;
}

}  // namespace hexapla
