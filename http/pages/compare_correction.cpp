#include <algorithm>

#include "http/pages/compare_parts.h"
#include "http/pages/who_writes.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

void write_change(Html& page, Markup value, Markup name, Markup meaning) {
  page << "<li><button type=\"submit\" name=\"change\" value=\"" << value << "\">" << name
       << "</button> <span>" << meaning << "</span></li>\n";
}

// What people said of these beads, each to be taken back.
void write_said(Html& page, const Comparison& comparison, const ComparedRow& row) {
  for (std::uint32_t i = 1; i < comparison.versions.size(); ++i) {
    for (const BeadCorrection* correction : corrections_of(comparison, row, i)) {
      page << "<li><button type=\"submit\" name=\"retract\" value=\"" << correction->event << "."
           << correction->index << "\">Undo</button> <span>" << text(name(correction->change))
           << " in " << text(version_words(comparison, i)) << ", by <bdi>" << text(correction->by)
           << "</bdi>, " << time_mark(correction->time) << "</span></li>\n";
    }
  }
}

void write_findings(Html& page, const Comparison& comparison, const ComparedRow& row) {
  for (const Remark& remark : row.remarks) {
    if (!remark.found) continue;
    page << "<li>";
    if (remark.dismissed) {
      page << "<button type=\"submit\" name=\"retract\" value=\"" << remark.dismissed->event << "."
           << remark.dismissed->index << "\">Undo</button> ";
    } else {
      page << "<button type=\"submit\" name=\"dismiss\" value=\"" << remark.version << ":"
           << text(remark.key) << "\">Dismiss</button> ";
    }
    page << "<span><b class=\"" << sign_class(remark.sign) << "\" aria-hidden=\"true\">"
         << text(sign_glyph(remark.sign)) << "</b> " << explained(remark.explanation)
         << " <span class=\"tag\">"
         << text(comparison.versions[remark.version].address.variant.text()) << "</span>";
    if (remark.dismissed) page << " " << dismissal_words(*remark.dismissed);
    page << "</span></li>\n";
  }
}

}  // namespace

void write_correction(Html& page, const Comparison& comparison, const ViewState& state,
                      const ComparedRow& row) {
  const ViewQuery query = query_of(comparison, state);
  const std::string back = compare_address(comparison) + query.text() + "#" + row.id;
  page << "<tr class=\"fixing\"><td><form id=\"" << kCorrectionForm
       << "\" method=\"post\" action=\"/correct\" data-keeps=\"view fold m signs remarks\" "
          "aria-labelledby=\"fix-h\">\n<h2 "
          "id=\"fix-h\">Correct segment "
       << text(row.label) << "</h2>\n<div>";
  write_hidden(page, "article", comparison.article.id.text());
  for (const std::uint32_t i : columns_of(comparison))
    write_hidden(page, "v", choice_of(comparison.versions[i].address));
  for (const auto& [name, value] : query.parameters()) write_hidden(page, name, value);
  write_hidden(page, "row", row.id);
  page << "</div>\n<p>Tick sentences of the original and of a version above, then say how they "
          "match. What you say is kept as a statement with your name, and can be undone.</p>\n"
          "<p class=\"who\">";
  write_who(page, state.signed_in ? &*state.signed_in : nullptr, back);
  page << " <label>Reason <input name=\"reason\"></label></p>\n<ul>\n";
  write_change(page, "link", "Link", "these render each other");
  write_change(page, "merge", "Merge", "their rows become one");
  write_change(page, "split", "Split", "a row ends after these");
  write_change(page, "unlink", "Unlink", "these have no counterpart");
  page << "</ul>\n";
  Html said, findings;
  write_said(said, comparison, row);
  if (!said.empty()) page << "<h3>Said before</h3>\n<ul class=\"wide\">\n" << said << "</ul>\n";
  write_findings(findings, comparison, row);
  if (!findings.empty()) page << "<h3>Remarks</h3>\n<ul class=\"wide\">\n" << findings << "</ul>\n";
  page << "<p><a href=\"" << text(back) << "\">Done</a></p>\n</form></td></tr>\n";
}

}  // namespace hexapla
