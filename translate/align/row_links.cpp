#include "translate/align/row_links.h"

namespace hexapla {

std::vector<std::vector<BeadLinks>> link_rows(const TextToAlign& original,
                                              std::span<const TextToAlign> versions,
                                              std::span<const Row> rows) {
  std::vector<std::vector<Bead>> beads(versions.size());
  for (std::size_t v = 0; v < versions.size(); ++v)
    for (const Row& row : rows) beads[v].push_back({row.original, row.versions[v], 1});
  std::vector<std::vector<BeadLinks>> by_row(rows.size());
  for (std::vector<BeadLinks>& row : by_row) row.resize(versions.size());
  std::vector<bool> is_linked(versions.size(), false);
  for (std::size_t v = 0; v < versions.size(); ++v) {
    if (is_linked[v]) continue;
    std::vector<std::size_t> together;
    std::vector<PairToLink> pairs;
    for (std::size_t k = v; k < versions.size(); ++k) {
      if (versions[k].language.language() != versions[v].language.language()) continue;
      is_linked[k] = true;
      together.push_back(k);
      pairs.push_back({&original, &versions[k], beads[k]});
    }
    std::vector<std::vector<BeadLinks>> links = link_words_together(pairs);
    for (std::size_t k = 0; k < together.size(); ++k)
      for (std::size_t i = 0; i < rows.size(); ++i) by_row[i][together[k]] = std::move(links[k][i]);
  }
  return by_row;
}

}  // namespace hexapla
