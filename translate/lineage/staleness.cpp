#include "translate/lineage/staleness.h"

#include <algorithm>

#include "translate/align/align.h"
#include "translate/align/held_alignment.h"

namespace hexapla {
namespace {

// What stands for `source` in the target of an alignment.
SegmentRange rendered(const Alignment& alignment, const SegmentRange& source) {
  std::optional<SegmentRange> found;
  std::uint32_t past_before = 0;
  for (const Bead& bead : alignment.beads) {
    if (bead.source.empty()) continue;
    if (bead.source.past() <= source.first) past_before = std::max(past_before, bead.target.past());
    const bool overlaps = bead.source.first < source.past() && source.first < bead.source.past();
    if (!overlaps || bead.target.empty()) continue;
    if (!found) {
      found = bead.target;
    } else {
      const std::uint32_t first = std::min(found->first, bead.target.first);
      found = SegmentRange{first, std::max(found->past(), bead.target.past()) - first};
    }
  }
  return found.value_or(SegmentRange{past_before, 0});
}

void carry_over(std::vector<StaleStretch>& stretches, const Alignment& alignment) {
  for (StaleStretch& stretch : stretches) stretch.target = rendered(alignment, stretch.target);
}

std::vector<StaleStretch> stretches_of(const Reading& reading, const Staleness& stale) {
  const auto older = reading.view(stale.made_from), newer = reading.view(stale.newest);
  if (!older || !newer) return {};
  // The text that was made from there, then those made from it, up to the version.
  std::vector<RevisionAddress> followers(stale.through.rbegin(), stale.through.rend());
  followers.push_back(stale.version);
  std::vector<StaleStretch> stretches;
  const Alignment first = alignment_between(reading, stale.made_from, followers[0]);
  for (TextChange& change : text_changes(*older, *newer)) {
    const SegmentRange target = rendered(first, change.older);
    stretches.push_back({std::move(change), target});
  }
  for (std::size_t i = 1; i < followers.size(); ++i)
    carry_over(stretches, alignment_between(reading, followers[i - 1], followers[i]));
  return stretches;
}

}  // namespace

std::optional<Staleness> staleness_of(const Reading& reading, const RevisionAddress& version) {
  auto why = outdated(reading, version);
  if (!why) return std::nullopt;
  Staleness stale{*std::move(why), version, {}};
  stale.stretches = stretches_of(reading, stale);
  return stale;
}

std::vector<Staleness> stale_versions(const Reading& reading, const ArticleId& article) {
  std::vector<Staleness> stale;
  for (const VariantSummary& variant : reading.variants(article)) {
    if (auto one = staleness_of(reading, {article, variant.id, variant.newest}))
      stale.push_back(*std::move(one));
  }
  return stale;
}

}  // namespace hexapla
