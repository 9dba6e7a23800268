#include "translate/lineage/staleness.h"

#include <algorithm>
#include <set>

#include "translate/align/align.h"
#include "translate/align/held_alignment.h"
#include "translate/lineage/source.h"

namespace hexapla {
namespace {

// Digests of the texts for which somebody said that the version is still right.
std::set<std::string> accepted_digests(const Reading& reading, const RevisionAddress& version) {
  std::set<std::string> digests;
  for (const RecordedStatement& recorded : reading.statements(version)) {
    const Claim& claim = recorded.statement.claim;
    if (!recorded.retracted && claim.property == Property::still_right) digests.insert(claim.value);
  }
  return digests;
}

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

class Judge {
 public:
  explicit Judge(const Reading& reading) : reading_(reading) {}

  std::optional<Staleness> judge(const RevisionAddress& version) {
    if (!visited_.insert(version).second) return std::nullopt;
    const Source source = source_of(reading_, version);
    if (!source.address) return std::nullopt;
    const std::set<std::string> accepted = accepted_digests(reading_, version);
    if (auto own = judge_against(version, *source.address, accepted)) {
      own->basis = source.basis;
      return own;
    }
    return judge_behind(version, *source.address, accepted);
  }

 private:
  std::optional<Staleness> judge_against(const RevisionAddress& version,
                                         const RevisionAddress& source,
                                         const std::set<std::string>& accepted) {
    std::vector<RevisionRecord> all = reading_.revisions(source.article, source.variant);
    // Nobody is asked to follow a text that was withdrawn.
    while (!all.empty() && reading_.withdrawal(all.back().address)) all.pop_back();
    if (source.number > all.size()) return std::nullopt;
    std::size_t from = source.number - 1;
    for (std::size_t i = from + 1; i < all.size(); ++i) {
      if (accepted.contains(all[i].digest.hex())) from = i;
    }
    if (all.back().digest == all[from].digest) return std::nullopt;
    std::size_t since = from + 1;
    while (all[since].digest == all[from].digest) ++since;
    Staleness stale{version,
                    all[from].address,
                    all.back().address,
                    all[since].address,
                    all[since].time,
                    std::nullopt,
                    {},
                    {},
                    from + 1 != source.number};
    const auto older = reading_.view(stale.made_from), newer = reading_.view(stale.newest);
    if (!older || !newer || reading_.withdrawal(version)) return std::nullopt;
    const Alignment alignment = alignment_between(reading_, stale.made_from, version);
    for (TextChange& change : text_changes(*older, *newer)) {
      const SegmentRange target = rendered(alignment, change.older);
      stale.stretches.push_back({std::move(change), target});
    }
    return stale;
  }

  // The source is as it was, but follows itself an older text.
  std::optional<Staleness> judge_behind(const RevisionAddress& version,
                                        const RevisionAddress& source,
                                        const std::set<std::string>& accepted) {
    auto behind = judge(source);
    if (!behind) return std::nullopt;
    const auto newest = reading_.revision(behind->newest);
    if (newest && accepted.contains(newest->digest.hex())) return std::nullopt;
    carry_over(behind->stretches, alignment_between(reading_, source, version));
    behind->version = version;
    behind->through.insert(behind->through.begin(), source);
    return behind;
  }

  const Reading& reading_;
  std::set<RevisionAddress> visited_;
};

}  // namespace

std::optional<Staleness> staleness_of(const Reading& reading, const RevisionAddress& version) {
  return Judge(reading).judge(version);
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
