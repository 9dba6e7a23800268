#include "translate/check/sibling_versions.h"

#include <algorithm>

#include "translate/align/held_alignment.h"
#include "translate/check/check_strays.h"
#include "translate/check/check_version.h"
#include "translate/check/moves_beside.h"

namespace hexapla {

SiblingVersions::SiblingVersions(const Reading& reading, const ArticleId& article) {
  for (const VariantSummary& variant : reading.variants(article)) {
    const RevisionAddress newest{article, variant.id, variant.newest};
    if (variant.is_withdrawn || reading.withdrawal(newest)) continue;
    const auto source = checked_against(reading, newest);
    if (!source) continue;
    std::vector<RevisionAddress>& versions = by_source_[source->text()];
    if (versions.empty()) sources_.push_back(*source);
    versions.push_back(newest);
  }
}

std::vector<RevisionAddress> SiblingVersions::group_of(const RevisionAddress& source,
                                                       const RevisionAddress& target) const {
  std::vector<RevisionAddress> all;
  if (const auto found = by_source_.find(source.text()); found != by_source_.end())
    all = found->second;
  auto place = std::find_if(all.begin(), all.end(), [&](const RevisionAddress& one) {
    return one.variant == target.variant;
  });
  if (place == all.end()) place = all.insert(all.end(), target);
  *place = target;
  const auto first =
      static_cast<std::size_t>(place - all.begin()) / kVersionsTogether * kVersionsTogether;
  const std::size_t past = std::min(first + kVersionsTogether, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(first),
          all.begin() + static_cast<std::ptrdiff_t>(past)};
}

std::vector<SiblingVersions::Groups> SiblingVersions::all() const {
  std::vector<Groups> found;
  for (const RevisionAddress& source : sources_) {
    found.push_back({source, {}});
    const std::vector<RevisionAddress>& versions = by_source_.at(source.text());
    for (std::size_t first = 0; first < versions.size(); first += kVersionsTogether) {
      const std::size_t past = std::min(first + kVersionsTogether, versions.size());
      found.back().groups.emplace_back(versions.begin() + static_cast<std::ptrdiff_t>(first),
                                       versions.begin() + static_cast<std::ptrdiff_t>(past));
    }
  }
  return found;
}

VersionGroup read_group(const Reading& reading, const RevisionAddress& source,
                        const std::vector<RevisionAddress>& targets) {
  VersionGroup group{source, {}, reading.view(source), {}, {}, {}, {}, {}};
  if (!group.source_view) return group;
  group.original = text_of(*group.source_view);
  for (const RevisionAddress& target : targets) {
    auto view = reading.view(target);
    if (!view) continue;
    group.targets.push_back(target);
    group.texts.push_back(text_of(*view));
    group.views.push_back(*std::move(view));
    group.alignments.push_back(alignment_between(reading, source, target));
    group.moves.push_back(moves_in_group(reading, source, *group.source_view, target,
                                         group.views.back(), group.alignments.back(), targets));
  }
  return group;
}

std::vector<std::vector<Finding>> check_group(const VersionGroup& group,
                                              std::span<const std::vector<BeadLinks>> links) {
  if (!group.source_view) return {};
  std::vector<VersionToCheck> versions;
  for (std::size_t i = 0; i < group.targets.size(); ++i)
    versions.push_back(
        {group.views[i], group.targets[i].variant.language(), group.alignments[i], group.moves[i]});
  const std::vector<Row> rows = merge_rows(group.source_view->segment_count(), group.alignments);
  return check_together({*group.source_view, group.source.variant.language()}, versions, rows,
                        links_by_row(rows, links));
}

}  // namespace hexapla
