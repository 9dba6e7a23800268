#include "http/row_words.h"

#include "translate/align/align.h"
#include "translate/align/held_links.h"

namespace hexapla {

RowIndex::RowIndex(const Comparison& comparison) {
  for (const Version& version : comparison.versions)
    rows_.emplace_back(version.view.segment_count(), kNone);
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    note(0, comparison.rows[i].row.original, i);
    for (std::size_t v = 1; v < comparison.versions.size(); ++v)
      note(v, comparison.rows[i].row.versions[v - 1], i);
  }
}

std::size_t RowIndex::row_of(const SegmentRange& original, std::size_t version,
                             const SegmentRange& theirs) const {
  if (!original.empty()) return rows_[0][original.first];
  return theirs.empty() ? kNone : rows_[version][theirs.first];
}

Alignment RowIndex::shown_part(const Alignment& alignment, std::size_t version) const {
  Alignment part;
  for (const Bead& bead : alignment.beads) {
    if (row_of(bead.source, version, bead.target) != kNone) part.beads.push_back(bead);
  }
  return part;
}

void RowIndex::note(std::size_t version, const SegmentRange& range, std::size_t row) {
  for (std::uint32_t i = range.first; i < range.past(); ++i) rows_[version][i] = row;
}

void link_rows(const Reading& reading, Comparison& comparison,
               const std::vector<Alignment>& alignments) {
  const std::vector<Version>& versions = comparison.versions;
  const RowIndex index(comparison);
  std::vector<Row> rows;
  for (const ComparedRow& row : comparison.rows) rows.push_back(row.row);
  std::vector<Alignment> parts;
  std::vector<TextToAlign> texts;
  for (std::size_t v = 1; v < versions.size(); ++v) {
    parts.push_back(index.shown_part(alignments[v - 1], v));
    texts.push_back(text_of(versions[v].view));
  }
  std::vector<HeldVersion> to_link;
  for (std::size_t v = 1; v < versions.size(); ++v)
    to_link.push_back({versions[v].address, texts[v - 1], alignments[v - 1], parts[v - 1].beads});
  std::vector<std::vector<BeadLinks>> links = links_by_row(
      rows, links_of(reading, versions[0].address, text_of(versions[0].view), to_link));
  for (std::size_t i = 0; i < rows.size(); ++i) comparison.rows[i].links = std::move(links[i]);
}

}  // namespace hexapla
