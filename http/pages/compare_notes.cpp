#include <algorithm>

#include "http/citation.h"
#include "http/pages/compare_parts.h"
#include "http/pages/words.h"
#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::size_t kNotesShown = 400;

Markup synopsis_class(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "o";
    case Sign::differs:
      return "x";
    case Sign::added:
      return "a";
    case Sign::moved:
      return "q";
    case Sign::outdated:
      return "s";
    case Sign::untranslated:
      return "u";
    case Sign::doubtful:
      break;
  }
  return "q";
}

// `Twelve of … keep`: as a critical edition names a passage, without the stop at its end.
std::string lemma(std::string_view words) {
  constexpr std::size_t kShort = 36;
  const std::size_t before_last = before_code_point(words, words.size());
  if (before_last > 0 && is_sentence_stop(static_cast<UChar32>(code_point_at(words, before_last))))
    words = words.substr(0, before_last);
  if (words.size() <= kShort) return std::string(words);
  std::size_t first = words.find(' ');
  if (first != std::string_view::npos) first = words.find(' ', first + 1);
  const std::size_t last = words.rfind(' ');
  if (first != std::string_view::npos && last > first && first < kShort &&
      words.size() - last < kShort) {
    return std::string(words.substr(0, first)) + " …" + std::string(words.substr(last));
  }
  return std::string(prefix_of_whole_graphemes(words, kShort)) + " …";
}

void write_note(Html& page, const Comparison& comparison, const ComparedRow& row,
                const Remark& remark) {
  const std::string& original = comparison.versions[0].language.text();
  const Version& version = comparison.versions[remark.version];
  page << (remark.dismissed ? Markup("<li class=\"done\">") : Markup("<li>")) << "<a href=\"#"
       << text(row.id) << "\">" << text(row.label) << "</a><b class=\"" << sign_class(remark.sign)
       << "\" aria-hidden=\"true\">" << text(sign_glyph(remark.sign)) << "</b><span>";
  switch (remark.sign) {
    case Sign::wanting:
      page << isolated(lemma(remark.lemma), original) << "] wanting";
      break;
    case Sign::added:
      page << isolated(lemma(remark.reading), version.language.text()) << " added";
      break;
    case Sign::differs:
      if (remark.lemma.empty()) {
        page << text(subject_of(*remark.found)) << " <bdi>" << text(remark.reading)
             << "</bdi> added";
        break;
      }
      page << "<bdi>" << text(remark.lemma) << "</bdi>] ";
      if (remark.reading.empty()) {
        page << text(subject_of(*remark.found)) << " wanting";
      } else {
        page << "<bdi>" << text(remark.reading) << "</bdi>";
      }
      break;
    case Sign::outdated:
      page << isolated(lemma(remark.lemma), original) << "] from revision "
           << version.origin.address->number;
      if (!remark.reading.empty())
        page << ", “" << isolated(lemma(remark.reading), original) << "”";
      break;
    case Sign::untranslated:
      page << isolated(lemma(remark.lemma), original) << "] left in "
           << text(comparison.versions[0].language.english_name());
      break;
    case Sign::moved:
      page << isolated(lemma(remark.lemma), original) << "] stands elsewhere";
      break;
    case Sign::doubtful:
      page << text(heading_of(*remark.found)) << ": " << explained(remark.explanation);
      break;
  }
  page << " <span class=\"sig\">" << text(version.address.variant.text()) << "</span>";
  if (remark.dismissed) page << " " << dismissal_words(*remark.dismissed);
  page << "</span></li>\n";
}

void write_citation(Html& page, const Comparison& comparison) {
  const Version& original = comparison.versions[0];
  page << "<div class=\"cite\" id=\"cite\">\n<p><span class=\"mut\">Cite this view</span> ";
  if (original.provenance.author)
    page << "<bdi>" << text(original.provenance.author->value) << "</bdi>. ";
  page << "“" << isolated(comparison.article.title, comparison.article.language) << "”, ";
  if (original.provenance.publisher)
    page << "<cite><bdi>" << text(original.provenance.publisher->value) << "</bdi></cite>, ";
  page << "revision " << original.address.number;
  if (comparison.versions.size() > 1) {
    page << ", with ";
    for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
      if (i > 1) page << ", ";
      page << "<span class=\"tag\">" << text(comparison.versions[i].address.variant.text())
           << "</span> " << text(short_kind_words(comparison.versions[i].provenance.shown_kind()));
    }
  }
  const std::string address = lasting_address(comparison);
  page << ". Hexapla, ";
  const std::string& date = original.record.capture && !original.record.capture->date.empty()
                                ? original.record.capture->date
                                : original.record.time;
  page << time_mark(date.substr(0, 10)) << ". <a class=\"hash\" href=\"" << text(address) << "\">"
       << text(address) << "</a></p>\n"
       << "<span class=\"js\"><button type=\"button\" data-act=\"cite\">Copy "
          "citation</button></span>\n<span>As";
  const std::string_view choice = std::string_view(address).substr(address.find('?') + 1);
  for (const CitationForm& form : kCitationForms) {
    page << (&form == kCitationForms ? Markup(" ") : Markup(", ")) << "<a href=\"/a/"
         << text(comparison.article.id.text()) << "/cite?format=" << text(form.name) << "&amp;"
         << text(choice) << "\" download>" << text(form.shown) << "</a>";
  }
  page << "</span>\n<span>Download ";
  if (comparison.versions.size() > 1)
    page << "<a href=\"/a/" << text(comparison.article.id.text()) << "/memory?" << text(choice)
         << "\" download>TMX</a>, ";
  page << "<a href=\"" << text(api_compare_address(comparison)) << "\">JSON</a></span>\n</div>\n";
}

}  // namespace

std::string remark_words(const Comparison& comparison, const Remark& remark) {
  const std::string name = version_words(comparison, remark.version);
  switch (remark.sign) {
    case Sign::wanting:
      return "wanting in " + name;
    case Sign::added:
      return "only in " + name;
    case Sign::moved:
      return "in another place in " + name;
    case Sign::differs:
      return std::string(subject_of(*remark.found)) +
             (remark.lemma.empty() ? " only in " : " differs in ") + name;
    case Sign::outdated:
      return name + " made from an older text";
    case Sign::untranslated:
      return "left untranslated in " + name;
    case Sign::doubtful:
      break;
  }
  return std::string(meaning(*remark.found)) + " in " + name;
}

namespace {

// A row's mark for each version. In a long article only rows with remarks are links, so that each
// stays wide enough to be hit; the rest shrinks to a line.
bool is_told(const ComparedRow& row) {
  return std::any_of(row.remarks.begin(), row.remarks.end(),
                     [](const Remark& one) { return !one.dismissed; });
}

void write_synopsis_row(Html& page, const Comparison& comparison,
                        const std::vector<std::uint32_t>& columns, const ComparedRow& row,
                        bool is_link) {
  if (is_link) {
    std::string words = row.row.original.empty() ? "Added text" : "Segment " + row.label;
    char mark = ':';
    for (const Remark& remark : row.remarks) {
      if (remark.dismissed) continue;
      words += std::string(1, mark) + ' ' + remark_words(comparison, remark);
      mark = ';';
    }
    page << (is_told(row) ? Markup("<li class=\"told\">") : Markup("<li>")) << "<a href=\"#"
         << text(row.id) << "\" aria-label=\"" << text(words) << "\">";
  } else {
    page << "<li class=\"run\"><span>";
  }
  for (const std::uint32_t i : columns) {
    const auto remark = std::find_if(
        row.remarks.begin(), row.remarks.end(),
        [&](const Remark& one) { return i > 0 && one.version == i && !one.dismissed; });
    if (remark != row.remarks.end()) {
      page << "<i class=\"" << synopsis_class(remark->sign) << "\"></i>";
    } else if (row.row.original.empty()) {
      page << "<i class=\"n\"></i>";
    } else {
      page << "<i></i>";
    }
  }
  page << (is_link ? Markup("</a></li>\n") : Markup("</span></li>\n"));
}

}  // namespace

void write_synopsis(Html& page, const Comparison& comparison) {
  if (comparison.rows.empty()) return;
  constexpr std::size_t kManyRows = 40;
  constexpr std::size_t kFewRows = 22;
  const bool many = comparison.rows.size() > kManyRows;
  // What a line holds in a window of 1440 pixels, where marks with remarks need 24 and others 5.
  constexpr std::size_t kLine = 940, kTold = 24, kRun = 5;
  std::size_t width = 0;
  for (const ComparedRow& row : comparison.rows) width += is_told(row) ? kTold : kRun;
  page << "<nav class=\"syn\" aria-label=\"Synopsis: jump to a segment\">\n<span "
          "aria-hidden=\"true\">Synopsis</span>\n<ol"
       << (many ? width <= kLine ? Markup(" class=\"many line\"") : Markup(" class=\"many\"")
           : comparison.rows.size() > kFewRows ? Markup("")
                                               : Markup(" class=\"few\""))
       << ">\n";
  const std::vector<std::uint32_t> columns = columns_of(comparison);
  for (const ComparedRow& row : comparison.rows) {
    // A label of some version's page: no part of the text, and nothing to be told of it.
    if (row.row.original.empty() && !is_told(row)) continue;
    write_synopsis_row(page, comparison, columns, row, !many || is_told(row));
  }
  page << "</ol>\n<span>"
       << text(counted(comparison.versions[0].view.segment_count(), "segment", "segments")) << ", "
       << text(counted(comparison.versions.size(), "version", "versions")) << ", "
       << text(counted(comparison.remark_count, "remark", "remarks")) << "</span>\n</nav>\n";
}

namespace {

// Whether a row has the sign of text that one side alone has, as rows of a single mark do of which
// nothing is to be remarked.
bool is_one_sided(const Comparison& comparison, const ComparedRow& row) {
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
    const SegmentRange& theirs = row.row.of(i);
    if (theirs.empty() == row.row.original.empty()) continue;
    if (theirs.empty()) return true;
    const RevisionView& view = comparison.versions[i].view;
    if (view.block(view.segment(theirs.first).block).role != Role::label) return true;
  }
  return false;
}

}  // namespace

void write_apparatus(Html& page, const Comparison& comparison, const ScoredPair& scored) {
  page << "<section class=\"app\" aria-label=\"Apparatus and "
          "measures\">\n<div>\n<h2>Apparatus</h2>\n";
  std::size_t shown = 0;
  for (const ComparedRow& row : comparison.rows) {
    for (const Remark& remark : row.remarks) {
      if (shown++ == 0) page << "<ol class=\"crit\">\n";
      if (shown <= kNotesShown) write_note(page, comparison, row, remark);
    }
  }
  if (shown > 0) {
    page << "</ol>\n";
  } else if (comparison.versions.size() == 1) {
    page << "<p class=\"mut\">Nothing to remark on one version alone.</p>\n";
  } else if (std::any_of(comparison.rows.begin(), comparison.rows.end(),
                         [&](const ComparedRow& row) { return is_one_sided(comparison, row); })) {
    page << "<p class=\"mut\">Nothing to remark but what one side alone has: its rows bear their "
            "signs.</p>\n";
  } else {
    page << "<p class=\"mut\">Nothing to remark: no text is wanting or added, and the numbers "
            "agree.</p>\n";
  }
  if (shown > kNotesShown)
    page << "<p class=\"note\">and " << shown - kNotesShown
         << " more; every row shows its own.</p>\n";
  page << "</div>\n";
  write_measures(page, comparison, scored);
  write_citation(page, comparison);
  page << "</section>\n";
}

void write_legend(Html& page, const Comparison& comparison) {
  page << "<section aria-label=\"Signs and keys\">\n<div class=\"legend\" id=\"legend\">\n";
  for (const Kind kind :
       {Kind::original, Kind::machine, Kind::post_edited, Kind::human, Kind::unknown}) {
    page << "<span>" << kind_glyph(kind) << text(kind_words(kind)) << "</span>\n";
  }
  page << "<span><b>※</b>wanting in a version</span>\n<span><b>÷</b>added in a version</span>\n"
          "<span><b>↻</b>made from an older source</span>\n<span><b>≠</b>number, date, "
          "unit or address differs</span>\n<span><b>=</b>left untranslated</span>\n"
          "<span><b>†</b>doubtful: look here</span>\n<span><b>⇅</b>moved to another "
          "row</span>\n</div>\n"
          "<div class=\"keys js\" aria-hidden=\"true\"><span><kbd>j</kbd> <kbd>k</kbd> next, "
          "previous segment</span>"
          "<span><kbd>←</kbd> <kbd>→</kbd> linked words</span>"
          "<span><kbd>n</kbd> <kbd>p</kbd> next, previous remark</span>";
  if (comparison.versions.size() > 1) {
    page << "<span><kbd>1</kbd>–<kbd>" << comparison.versions.size()
         << "</kbd> fold a column</span>";
  }
  if (comparison.pair) page << "<span><kbd>d</kbd> compare</span>";
  page << "<span><kbd>i</kbd> interleaved</span><span><kbd>s</kbd> signs</span><span><kbd>y</kbd> "
          "copy link</span><span><kbd>?</kbd> all keys</span></div>\n"
          "<dialog id=\"help\" aria-labelledby=\"hk\">\n<h2 id=\"hk\">Keys</h2>\n<dl>\n"
          "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>Next, previous segment</dd>\n"
          "<dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>Step through linked words in the segment</dd>\n"
          "<dt><kbd>n</kbd> <kbd>p</kbd></dt><dd>Next, previous remark</dd>\n"
          "<dt><kbd>1</kbd>–<kbd>8</kbd></dt><dd>Fold or open a column</dd>\n"
          "<dt><kbd>d</kbd></dt><dd>Compare two versions in one language</dd>\n"
          "<dt><kbd>i</kbd></dt><dd>Interleaved view</dd>\n"
          "<dt><kbd>s</kbd></dt><dd>Show or hide signs and remarks</dd>\n"
          "<dt><kbd>y</kbd></dt><dd>Copy the link to this segment</dd>\n"
          "<dt><kbd>/</kbd></dt><dd>Search</dd>\n"
          "<dt><kbd>Esc</kbd></dt><dd>Let go</dd>\n</dl>\n"
          "<label><input type=\"checkbox\" id=\"k-on\" checked> Use single-letter keys</label>\n"
          "<form method=\"dialog\"><button type=\"submit\">Close</button></form>\n</dialog>\n"
          "<div id=\"words-said\" class=\"vh\" aria-live=\"polite\"></div>\n<div class=\"toast\" "
          "role=\"status\" aria-live=\"polite\"></div>\n</section>\n";
}

}  // namespace hexapla
