#include "http/row_links.h"

#include "translate/align/align.h"

namespace hexapla {

void link_rows(Comparison& comparison) {
  const std::size_t versions = comparison.versions.size();
  const TextToAlign original = text_of(comparison.versions[0].view);
  std::vector<TextToAlign> texts(versions);
  std::vector<std::vector<Bead>> beads(versions);
  for (std::size_t v = 1; v < versions; ++v) {
    texts[v] = text_of(comparison.versions[v].view);
    for (const ComparedRow& row : comparison.rows)
      beads[v].push_back({row.row.original, row.row.versions[v - 1], 1});
  }
  for (ComparedRow& row : comparison.rows) row.links.assign(versions - 1, {});
  std::vector<bool> is_linked(versions, false);
  for (std::size_t v = 1; v < versions; ++v) {
    if (is_linked[v]) continue;
    // Versions in one language teach each other.
    std::vector<std::size_t> together;
    std::vector<PairToLink> pairs;
    for (std::size_t k = v; k < versions; ++k) {
      if (texts[k].language.language() != texts[v].language.language()) continue;
      is_linked[k] = true;
      together.push_back(k);
      pairs.push_back({&original, &texts[k], beads[k]});
    }
    std::vector<std::vector<BeadLinks>> links = link_words_together(pairs);
    for (std::size_t k = 0; k < together.size(); ++k)
      for (std::size_t i = 0; i < comparison.rows.size(); ++i)
        comparison.rows[i].links[together[k] - 1] = std::move(links[k][i]);
  }
}

}  // namespace hexapla
