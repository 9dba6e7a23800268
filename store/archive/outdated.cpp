#include "store/archive/outdated.h"

#include <set>

#include "store/archive/source.h"

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

// That `version` follows an older revision of `source`.
std::optional<Outdated> judge_against(const Reading& reading, const RevisionAddress& version,
                                      const RevisionAddress& source,
                                      const std::set<std::string>& accepted) {
  std::vector<RevisionRecord> all = reading.revisions(source.article, source.variant);
  // Nobody is asked to follow a text that was withdrawn.
  while (!all.empty() && reading.withdrawal(all.back().address)) all.pop_back();
  if (source.number > all.size()) return std::nullopt;
  std::size_t from = source.number - 1;
  for (std::size_t i = from + 1; i < all.size(); ++i) {
    if (accepted.contains(all[i].digest.hex())) from = i;
  }
  if (all.back().digest == all[from].digest) return std::nullopt;
  if (reading.withdrawal(all[from].address) || reading.withdrawal(version)) return std::nullopt;
  std::size_t since = from + 1;
  while (all[since].digest == all[from].digest) ++since;
  return Outdated{all[from].address,        all.back().address, all[since].address,
                  all[since].time,          std::nullopt,       {},
                  from + 1 != source.number};
}

}  // namespace

std::optional<Outdated> outdated(const Reading& reading, const RevisionAddress& version) {
  std::set<RevisionAddress> visited;
  std::vector<RevisionAddress> through;         // sources that are as they were
  std::vector<std::set<std::string>> accepted;  // for which the version and each of these is right
  // A loop, as others decide how long a chain is.
  for (RevisionAddress at = version; visited.insert(at).second; at = through.back()) {
    const Source source = source_of(reading, at);
    if (!source.address) return std::nullopt;
    accepted.push_back(accepted_digests(reading, at));
    auto found = judge_against(reading, at, *source.address, accepted.back());
    if (!found) {
      through.push_back(*source.address);
      continue;
    }
    accepted.pop_back();
    const auto newest = reading.revision(found->newest);
    for (const std::set<std::string>& by_follower : accepted)
      if (newest && by_follower.contains(newest->digest.hex())) return std::nullopt;
    found->basis = source.basis;
    found->through = std::move(through);
    return found;
  }
  return std::nullopt;
}

}  // namespace hexapla
