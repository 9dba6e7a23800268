#include <span>

#include "http/language_negotiation.h"
#include "http/pages/json_ld.h"
#include "http/pages/layout.h"
#include "http/pages/pages.h"
#include "http/pages/search_form.h"
#include "http/pages/words.h"
#include "http/search_parameters.h"
#include "store/archive/meant_search.h"
#include "store/archive/renderings.h"
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

void write_text_attributes(Html& page, const LanguageTag& language) {
  page << language_attributes(language) << " class=\"" << text(script_class(language)) << "\"";
}

void write_list(Html& page, std::span<const Rendering> renderings) {
  page << "<ul>";
  for (const Rendering& rendering : renderings) {
    const LanguageTag language = rendering.address.variant.language();
    page << "<li><a class=\"by\" href=\"/a/" << text(rendering.address.article.text()) << "/"
         << text(percent_encoded(rendering.address.variant.text())) << "@"
         << rendering.address.number << "\">" << own_name(language);
    if (const std::string_view word = rendering.address.variant.word(); !word.empty())
      page << " <span class=\"tag\">" << text(word) << "</span>";
    page << "</a> <p";
    write_text_attributes(page, language);
    page << ">" << text(rendering.text) << "</p></li>\n";
  }
  page << "</ul>\n";
}

// The original's and those in languages of the reader; the others are a step away where they are
// many.
void write_renderings(Html& page, std::vector<Rendering> renderings,
                      const std::optional<VariantId>& base,
                      const std::vector<std::string>& languages) {
  if (renderings.empty()) return;
  constexpr std::size_t kShown = 4;
  put_likely_first(renderings, base, languages);
  const std::span<const Rendering> all(renderings);
  // One more takes no more room than to say that there is one.
  const std::size_t shown = all.size() <= kShown + 1 ? all.size() : kShown;
  page << "<div class=\"renderings\">";
  write_list(page, all.first(shown));
  if (shown < all.size()) {
    page << "<details><summary>"
         << text(counted(all.size() - shown, "more version", "more versions")) << "</summary>";
    write_list(page, all.subspan(shown));
    page << "</details>";
  }
  page << "</div>\n";
}

// Where the segment stands on the side-by-side page: rows are named by the original's segments.
// `at` is answered with the part of a long article that has it.
std::string place_of(const Reading& reading, const FoundVersion& version,
                     const std::vector<Rendering>& renderings, std::uint32_t segment) {
  const RevisionAddress& address = version.address;
  std::string href = "/a/" + address.article.text() + "/compare?v=";
  const auto base = reading.base_variant(address.article);
  std::uint32_t row = segment;
  if (base && *base != address.variant) {
    href += percent_encoded(base->text()) + "&v=";
    if (renderings.empty() || renderings[0].address.variant != *base) {
      return href + percent_encoded(address.variant.text());
    }
    row = renderings[0].segments.first;
  }
  return href + percent_encoded(address.variant.text()) + "@" + std::to_string(address.number) +
         "&at=" + std::to_string(row + 1) + "#s" + std::to_string(row + 1);
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
    page << " in <a href=\"/a/" << text(finding.version.article.text()) << "/"
         << text(percent_encoded(finding.version.variant.text())) << "@" << finding.version.number
         << "\"><bdi>" << text(finding.version.variant.text()) << "</bdi></a>";
  }
  page << "</p>\n";
}

void write_version(Html& page, const Call& call, const FoundVersion& version,
                   const std::vector<std::string>& languages) {
  const LanguageTag language = version.address.variant.language();
  page << "<li class=\"found\"><h2><a href=\"/a/" << text(version.address.article.text()) << "/"
       << text(percent_encoded(version.address.variant.text())) << "@" << version.address.number
       << "\">" << isolated(version.title, version.language) << "</a></h2>\n<p class=\"mut\">"
       << kind_mark(version.kind) << " · " << own_name(language);
  if (!version.engine.empty()) page << " · <bdi>" << text(version.engine) << "</bdi>";
  page << " · " << time_mark(version.time);
  if (!version.is_newest) page << " · superseded";
  page << "</p>\n";
  for (const FoundSegment& segment : version.segments) {
    const auto renderings = find_renderings(call.reading, version.address, {segment.number, 1});
    page << "<div class=\"hit\"><a class=\"no\" href=\""
         << text(place_of(call.reading, version, renderings, segment.number))
         << "\" aria-label=\"Sentence " << segment.number + 1 << ", side by side\">"
         << segment.number + 1 << "</a><p";
    write_text_attributes(page, language);
    page << ">";
    write_marked(page, segment);
    page << "</p>\n";
    write_findings(page, version, segment);
    write_renderings(page, renderings, call.reading.base_variant(version.address.article),
                     languages);
    page << "</div>\n";
  }
  if (version.more_segments > 0) {
    page << "<p class=\"mut\">and "
         << text(counted(version.more_segments, "more sentence", "more sentences"))
         << " of this version</p>\n";
  }
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
}

void write_how(Html& page) {
  page
      << "<p class=\"mut\">Words in any language: case, accents, vowel marks and letter forms make "
         "no difference. A phrase stands in quotation marks; a star ends the beginning of a word. "
         "Each sentence found is shown with what every version has for it. With a finding, the "
         "language and all else that narrows the search are those of the version that it is in: "
         "what it leaves out is shown in the original.</p>\n";
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
    for (const FoundVersion& version : found.versions)
      write_version(page, call, version, languages);
    page << "</ol>\n";
  }
  if (!found.next_cursor.empty()) {
    wanted.cursor = found.next_cursor;
    page << "<p class=\"more\"><a rel=\"next\" href=\"/search" << text(search_query(wanted))
         << "\">More</a></p>\n";
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
