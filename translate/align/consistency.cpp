#include "translate/align/consistency.h"

#include <algorithm>
#include <optional>

#include "store/model/compose_alignment.h"
#include "translate/align/held_alignment.h"

namespace hexapla {
namespace {

bool is_matched(const Bead& bead) { return !bead.source.empty() && !bead.target.empty(); }

// The revision of a third variant of the article that `version` says it was made from.
std::optional<RevisionAddress> made_from_version(const Reading& reading,
                                                 const RevisionAddress& version,
                                                 const VariantId& base) {
  const Provenance provenance = reading.provenance(version);
  if (!provenance.derived_from || !provenance.derived_from->value) return std::nullopt;
  std::optional<RevisionAddress> found;
  for (const RevisionAddress& address : reading.addresses_of(*provenance.derived_from->value)) {
    const bool is_third = address.article == version.article &&
                          address.variant != version.variant && address.variant != base;
    if (is_third && !reading.withdrawal(address)) found = address;  // the last one of this text
  }
  return found;
}

}  // namespace

std::vector<Chain> chains_of(const Reading& reading, const ArticleId& article, bool every_pair) {
  std::vector<Chain> chains;
  const auto base = reading.base_variant(article);
  if (!base) return chains;
  const RevisionAddress original = newest_original(reading, article);
  if (reading.withdrawal(original)) return chains;
  std::vector<RevisionAddress> versions;
  for (const VariantSummary& variant : reading.variants(article))
    if (variant.id != *base && !variant.is_withdrawn)
      versions.push_back({article, variant.id, variant.newest});
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (const auto through = made_from_version(reading, versions[i], *base))
      chains.push_back({original, *through, versions[i]});
    if (!every_pair) continue;
    for (std::size_t k = 0; k < i; ++k) {
      const Chain chain{original, versions[k], versions[i]};
      const bool is_named = !chains.empty() && chains.back().version == chain.version &&
                            chains.back().through == chain.through;
      if (!is_named) chains.push_back(chain);
    }
  }
  return chains;
}

Consistency compare_alignments(const Alignment& composed, const Alignment& direct) {
  Consistency result;
  result.composed = static_cast<std::uint32_t>(
      std::count_if(composed.beads.begin(), composed.beads.end(), is_matched));
  result.direct = static_cast<std::uint32_t>(
      std::count_if(direct.beads.begin(), direct.beads.end(), is_matched));
  std::size_t i = 0, k = 0;
  std::uint32_t source = 0, target = 0;
  while (i < composed.beads.size() || k < direct.beads.size()) {
    // Both ways on to the next border that they share; the texts' end is one.
    const std::size_t first_composed = i, first_direct = k;
    std::uint32_t composed_source = source, composed_target = target, direct_source = source,
                  direct_target = target;
    do {
      const bool composed_is_behind =
          composed_source + composed_target <= direct_source + direct_target;
      if ((composed_is_behind && i < composed.beads.size()) || k == direct.beads.size()) {
        if (i == composed.beads.size()) break;
        composed_source = composed.beads[i].source.past();
        composed_target = composed.beads[i++].target.past();
      } else {
        direct_source = direct.beads[k].source.past();
        direct_target = direct.beads[k++].target.past();
      }
    } while (composed_source != direct_source || composed_target != direct_target);
    const bool is_same = i - first_composed == 1 && k - first_direct == 1;
    if (is_same && is_matched(composed.beads[first_composed])) ++result.agreeing;
    if (!is_same) {
      result.disagreements.push_back({{source, composed_source - source},
                                      {target, composed_target - target},
                                      static_cast<std::uint32_t>(i - first_composed),
                                      static_cast<std::uint32_t>(k - first_direct)});
    }
    source = composed_source;
    target = composed_target;
  }
  return result;
}

Consistency measure_consistency(const Reading& reading, const Chain& chain) {
  return compare_alignments(compose(alignment_between(reading, chain.original, chain.through),
                                    alignment_between(reading, chain.through, chain.version)),
                            aligned_directly(reading, chain.original, chain.version));
}

}  // namespace hexapla
