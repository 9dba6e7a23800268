#include <algorithm>
#include <span>

#include "http/language_negotiation.h"
#include "http/pages/found_sentence.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/search_form.h"
#include "http/pages/words.h"
#include "http/search_parameters.h"
#include "store/archive/meant_search.h"
#include "store/archive/wider_search.h"
#include "store/search/query.h"

namespace hexapla {
namespace {

// The text of a segment with what was looked for marked.
void write_marked(Html& page, const FoundSegment& segment) {
  std::size_t past = 0;
  for (const ByteRange& place : segment.places) {
    page << text(segment.text.substr(past, place.begin - past)) << "<mark>"
         << text(place.of(segment.text)) << "</mark>";
    past = place.end;
  }
  page << text(segment.text.substr(past));
}

std::string version_href(const RevisionAddress& address) {
  return "/a/" + address.article.text() + "/" + percent_encoded(address.variant.text()) + "@" +
         std::to_string(address.number);
}

// What a check found here, and in which version.
void write_findings(Html& page, const FoundVersion& version, const FoundSegment& segment) {
  if (segment.findings.empty()) return;
  page << "<p class=\"mut\">";
  bool is_first = true;
  for (const SegmentFinding& finding : segment.findings) {
    if (!is_first) page << " · ";
    is_first = false;
    page << text(finding.found);
    if (finding.version == version.address) continue;
    page << " in <a href=\"" << text(version_href(finding.version)) << "\"><bdi>"
         << text(finding.version.variant.text()) << "</bdi></a>";
  }
  page << "</p>\n";
}

void write_particulars(Html& page, const FoundVersion& version) {
  page << kind_mark(version.kind) << " · " << own_name(version.address.variant.language());
  if (!version.engine.empty()) page << " · <bdi>" << text(version.engine) << "</bdi>";
  page << " · " << time_mark(version.time);
  if (!version.is_newest) page << " · superseded";
}

enum class Beside { renderings, nothing };

void write_hits(Html& page, const Call& call, const FoundVersion& version, Beside beside,
                const std::vector<std::string>& languages) {
  const Html attributes = text_attributes(version.address.variant.language());
  for (const FoundSegment& segment : version.segments) {
    const FoundSentence sentence(call.reading, version.address, segment.number);
    page << "<div class=\"hit\"><a class=\"no\" href=\"" << text(sentence.place())
         << "\" aria-label=\"Sentence " << segment.number + 1 << ", side by side\">"
         << segment.number + 1 << "</a><p" << attributes << ">";
    write_marked(page, segment);
    page << "</p>\n";
    write_findings(page, version, segment);
    if (beside == Beside::renderings)
      write_renderings(page, sentence, sentence.renderings(), languages);
    page << "</div>\n";
  }
  if (version.more_segments > 0) {
    page << "<p class=\"mut\">and "
         << text(counted(version.more_segments, "more sentence", "more sentences"))
         << " of this version</p>\n";
  }
}

// What was found in one article, the best version first.
using FoundArticle = std::vector<const FoundVersion*>;

std::vector<FoundArticle> by_article(const std::vector<FoundVersion>& versions) {
  std::vector<FoundArticle> articles;
  for (const FoundVersion& version : versions) {
    const auto known =
        std::find_if(articles.begin(), articles.end(), [&](const FoundArticle& article) {
          return article[0]->address.article == version.address.article;
        });
    if (known == articles.end()) {
      articles.push_back({&version});
    } else {
      known->push_back(&version);
    }
  }
  return articles;
}

// The other versions of an article, without renderings, which stand beside the best one's
// sentences.
void write_others(Html& page, const Call& call, std::span<const FoundVersion* const> others,
                  const std::vector<std::string>& languages) {
  if (others.empty()) return;
  // One takes no more room than to say that there is one.
  const bool is_folded = others.size() > 1;
  if (is_folded) {
    page << "<details class=\"others\"><summary>Found in " << others.size()
         << " other versions of this article</summary>\n";
  }
  page << "<ul class=\"others\">\n";
  for (const FoundVersion* version : others) {
    page << "<li><p class=\"mut\"><a href=\"" << text(version_href(version->address)) << "\">"
         << isolated(version->title, version->language) << "</a> · ";
    write_particulars(page, *version);
    page << "</p>\n";
    write_hits(page, call, *version, Beside::nothing, languages);
    page << "</li>\n";
  }
  page << "</ul>\n";
  if (is_folded) page << "</details>\n";
}

void write_article(Html& page, const Call& call, const FoundArticle& versions,
                   const std::vector<std::string>& languages) {
  const FoundVersion& best = *versions[0];
  page << "<li class=\"found\"><h2><a href=\"" << text(version_href(best.address)) << "\">"
       << isolated(best.title, best.language) << "</a></h2>\n<p class=\"mut\">";
  write_particulars(page, best);
  page << "</p>\n";
  write_hits(page, call, best, Beside::renderings, languages);
  write_others(page, call, std::span(versions).subspan(1), languages);
  page << "</li>\n";
}

// The way to what a wider search finds.
void write_wider(Html& page, const WiderSearch& wider) {
  page << "<p><a href=\"/search" << text(search_query(wider.request)) << "\">";
  switch (wider.how) {
    case Widening::elsewhere:
      page << "In all versions, without the filters, there is something";
      break;
    case Widening::words:
      page << "There are sentences with the words, in another order or with others between them";
      break;
    case Widening::anywhere:
      page << "There are versions with all of the words in different sentences";
      break;
    case Widening::names:
      page << "There are names like these, in other spellings or scripts";
      break;
    case Widening::all_revisions:
      page << "There are revisions with them that newer ones replaced";
      break;
  }
  page << "</a></p>\n";
}

void write_left_out(Html& page, const MeantSearch& meant) {
  bool is_first = true;
  for (const MeantSearch::Word& word : meant.words) {
    if (!word.meant.empty()) continue;
    page << text(is_first ? " (without " : ", ") << "<bdi>" << text(word.written) << "</bdi>";
    is_first = false;
  }
  if (!is_first) page << ")";
}

void write_meant(Html& page, const std::vector<MeantSearch>& meant) {
  page << "<p class=\"meant\">Did you mean ";
  for (std::size_t i = 0; i < meant.size(); ++i) {
    if (i > 0 && i + 1 == meant.size()) {
      page << " or ";
    } else if (i > 0) {
      page << ", ";
    }
    page << "<a href=\"/search" << text(search_query(meant[i].request)) << "\"><bdi>"
         << text(meant[i].request.query) << "</bdi></a>";
    write_left_out(page, meant[i]);
  }
  page << "?</p>\n";
}

void write_nothing_found(Html& page, const Call& call, const SearchRequest& wanted) {
  const auto phrases = parse_query(wanted.query, wanted.phrase);
  if (!wanted.query.empty() && phrases.empty()) {
    page << "<p>There is no letter and no digit to look for.</p>\n";
    return;
  }
  constexpr std::size_t kMostMeant = 3;
  const auto meant = meant_searches(call.reading, wanted, kMostMeant);
  const auto wider = wider_search(call.reading, wanted);
  if (!wanted.findings.empty()) {
    page << "<p>Nothing of this kind was found";
    if (!wanted.query.empty()) page << " in sentences with these words";
    page << ".</p>\n";
  } else {
    page << "<p>No version has ";
    if (phrases.size() == 1) {
      page << "this";
    } else if (wanted.anywhere) {
      page << "all of these words";
    } else {
      page << "all of these words in one sentence";
    }
    page << ".";
    if (!wider && meant.empty())
      page << " Try fewer words, or the beginning of one (<code>ferr*</code>).";
    page << "</p>\n";
  }
  if (!meant.empty()) write_meant(page, meant);
  if (wider) write_wider(page, *wider);
  if (!wanted.query.empty()) {
    page << "<p><a href=\"/memory?sentence=" << text(percent_encoded(wanted.query))
         << "\">Sentences like this one, with how they were rendered</a></p>\n";
  }
}

void write_how(Html& page) {
  page
      << "<p class=\"mut\">Words in any language: case, accents, vowel marks and letter forms make "
         "no difference. A phrase stands in quotation marks; a star ends the beginning of a word. "
         "Each sentence found is shown with what every version has for it. With a finding, the "
         "language and all else that narrows the search are those of the version that it is in: "
         "what it leaves out is shown in the original.</p>\n<p>A whole new sentence is looked up "
         "in <a "
         "href=\"/memory\">the translation memory</a>.</p>\n";
}

}  // namespace

Response search_page(const Call& call) {
  SearchRequest wanted = search_request_of(call.request);
  const SearchPage found = search_for(call.reading, wanted);
  Html page = begin_page({wanted.query.empty() ? "Search" : "Search: " + wanted.query, {}});
  page << "</header>\n<main class=\"page prose results\" id=\"text\">\n<h1>Search</h1>\n";
  write_search_form(page, call);
  const bool asks = !wanted.query.empty() || !wanted.findings.empty();
  if (found.unexamined > 0) {
    page << "<p class=\"mut\">" << text(counted(found.unexamined, "article", "articles"))
         << " changed since they were examined and were not looked at. "
            "<code>hexapla realign</code> examines them.</p>\n";
  }
  if (!asks) {
    if (!search_query(wanted).empty()) {
      page
          << "<p>Filters narrow what words or findings give: write a word, or choose a finding.</p>"
             "\n";
    }
    write_how(page);
  } else if (found.versions.empty()) {
    write_nothing_found(page, call, wanted);
  } else {
    page << "<p class=\"mut\" role=\"status\">";
    if (!found.is_complete) page << "More than ";
    page << text(counted(found.matched, "version", "versions"));
    if (!found.is_complete) page << "; the newest of them are ranked here";
    page << "</p>\n<ol class=\"founds\">\n";
    const auto languages = accepted_languages(call.request.accept_language);
    for (const FoundArticle& article : by_article(found.versions))
      write_article(page, call, article, languages);
    page << "</ol>\n";
  }
  if (!found.next_cursor.empty()) {
    wanted.cursor = found.next_cursor;
    page << "<p class=\"more\"><a rel=\"next\" href=\"/search" << text(search_query(wanted))
         << "\">More sentences</a></p>\n";
  }
  page << "</main>\n";
  std::vector<Listed> listed;
  for (const FoundVersion& version : found.versions)
    listed.push_back({.path = "/a/" + version.address.text(),
                      .name = version.title,
                      .language = version.language,
                      .date = version.time});
  write_json_ld_list(page, "SearchResultsPage", wanted.query.empty() ? "Search" : wanted.query,
                     listed);
  end_page(page);
  Response response = html_page(page.take());
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace hexapla
