#include "store/archive/dismissals.h"

#include <algorithm>

namespace hexapla {
namespace {

// Keys hold from revision to revision; so far back, no farther.
constexpr std::uint32_t kEarlierRevisions = 16;

bool touches(const BlockPart& a, const BlockPart& b) {
  if (a.block != b.block) return false;
  if (a.range.empty() || b.range.empty()) return true;  // the whole block
  return a.range.begin < b.range.end && b.range.begin < a.range.end;
}

bool dismisses(const RecordedStatement& said, bool on_target, const KeptFinding& finding) {
  const Claim& claim = said.statement.claim;
  if (said.retracted || claim.property != Property::dismissed || claim.value != finding.found)
    return false;
  if (const auto key = claim.details.find(kDismissedKey); key != claim.details.end())
    return key->second == finding.key;
  if (!on_target) return false;
  const auto& parts = said.statement.parts;
  return parts.empty() ||
         (finding.place && std::any_of(parts.begin(), parts.end(), [&](const BlockPart& part) {
            return touches(part, *finding.place);
          }));
}

}  // namespace

std::vector<std::optional<Dismissal>> dismissals_of(const Reading& reading,
                                                    const RevisionAddress& target,
                                                    std::span<const KeptFinding> findings) {
  std::vector<std::optional<Dismissal>> dismissed(findings.size());
  const std::uint32_t newest = target.number;
  for (std::uint32_t number = newest;
       !findings.empty() && number > 0 && newest - number <= kEarlierRevisions; --number) {
    RevisionAddress address = target;
    address.number = number;
    for (const RecordedStatement& said : reading.statements(address)) {
      for (std::size_t i = 0; i < findings.size(); ++i) {
        if (dismissed[i] || !dismisses(said, number == newest, findings[i])) continue;
        const auto reason = said.statement.claim.details.find("reason");
        dismissed[i] =
            Dismissal{said.statement.asserted_by, said.time,
                      reason == said.statement.claim.details.end() ? std::string() : reason->second,
                      said.event, said.index};
      }
    }
  }
  return dismissed;
}

}  // namespace hexapla
