#include "http/row_links.h"

#include "translate/align/align.h"

namespace hexapla {

void link_rows(Comparison& comparison) {
  const TextToAlign original = text_of(comparison.versions[0].view);
  for (ComparedRow& row : comparison.rows) row.links.clear();
  for (std::size_t version = 1; version < comparison.versions.size(); ++version) {
    std::vector<Bead> beads;
    beads.reserve(comparison.rows.size());
    for (const ComparedRow& row : comparison.rows)
      beads.push_back({row.row.original, row.row.versions[version - 1], 1});
    std::vector<BeadLinks> links =
        link_words(original, text_of(comparison.versions[version].view), beads);
    for (std::size_t i = 0; i < links.size(); ++i)
      comparison.rows[i].links.push_back(std::move(links[i]));
  }
}

}  // namespace hexapla
