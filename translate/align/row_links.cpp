#include "translate/align/row_links.h"

#include <algorithm>

namespace hexapla {
namespace {

// Which row each segment of one side stands in; SIZE_MAX for none.
class RowOfSegment {
 public:
  void note(const SegmentRange& range, std::size_t row) {
    if (range.past() > rows_.size()) rows_.resize(range.past(), SIZE_MAX);
    std::fill(rows_.begin() + range.first, rows_.begin() + range.past(), row);
  }
  std::size_t of(const SegmentRange& range) const {
    return range.first < rows_.size() ? rows_[range.first] : SIZE_MAX;
  }

 private:
  std::vector<std::size_t> rows_;
};

void append(const BeadLinks& bead, BeadLinks& row) {
  const auto sources = static_cast<std::uint32_t>(row.source_words.size());
  const auto targets = static_cast<std::uint32_t>(row.target_words.size());
  for (const WordLink& link : bead.links)
    row.links.push_back({link.source + sources, link.target + targets, link.confidence});
  row.source_words.insert(row.source_words.end(), bead.source_words.begin(),
                          bead.source_words.end());
  row.target_words.insert(row.target_words.end(), bead.target_words.begin(),
                          bead.target_words.end());
}

}  // namespace

std::vector<std::vector<BeadLinks>> link_versions(const TextToAlign& original,
                                                  std::span<const VersionToLink> versions,
                                                  const KnownOfLanguage& known) {
  std::vector<std::vector<BeadLinks>> linked(versions.size());
  std::vector<bool> is_linked(versions.size(), false);
  for (std::size_t v = 0; v < versions.size(); ++v) {
    if (is_linked[v]) continue;
    const LanguageTag& language = versions[v].text.language;
    std::vector<std::size_t> together;
    std::vector<PairToLink> pairs;
    for (std::size_t k = v; k < versions.size(); ++k) {
      if (versions[k].text.language.language() != language.language()) continue;
      is_linked[k] = true;
      together.push_back(k);
      pairs.push_back({&original, &versions[k].text, versions[k].beads});
    }
    std::vector<std::vector<BeadLinks>> links =
        link_words_together(pairs, known ? known(language) : nullptr);
    for (std::size_t k = 0; k < together.size(); ++k) linked[together[k]] = std::move(links[k]);
  }
  return linked;
}

std::vector<std::vector<BeadLinks>> links_by_row(std::span<const Row> rows,
                                                 std::span<const std::vector<BeadLinks>> versions) {
  std::vector<std::vector<BeadLinks>> by_row(rows.size());
  RowOfSegment of_original;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    of_original.note(rows[i].original, i);
    for (std::size_t v = 0; v < versions.size(); ++v)
      by_row[i].push_back({rows[i].original, rows[i].versions[v], {}, {}, {}});
  }
  for (std::size_t v = 0; v < versions.size(); ++v) {
    RowOfSegment of_version;
    for (std::size_t i = 0; i < rows.size(); ++i) of_version.note(rows[i].versions[v], i);
    for (const BeadLinks& bead : versions[v]) {
      const std::size_t row =
          bead.source.empty() ? of_version.of(bead.target) : of_original.of(bead.source);
      if (row != SIZE_MAX) append(bead, by_row[row][v]);
    }
  }
  return by_row;
}

}  // namespace hexapla
