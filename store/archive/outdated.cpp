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

class Judge {
 public:
  explicit Judge(const Reading& reading) : reading_(reading) {}

  std::optional<Outdated> judge(const RevisionAddress& version) {
    if (!visited_.insert(version).second) return std::nullopt;
    const Source source = source_of(reading_, version);
    if (!source.address) return std::nullopt;
    const std::set<std::string> accepted = accepted_digests(reading_, version);
    if (auto own = judge_against(version, *source.address, accepted)) {
      own->basis = source.basis;
      return own;
    }
    return judge_behind(*source.address, accepted);
  }

 private:
  std::optional<Outdated> judge_against(const RevisionAddress& version,
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
    if (reading_.withdrawal(all[from].address) || reading_.withdrawal(version)) return std::nullopt;
    std::size_t since = from + 1;
    while (all[since].digest == all[from].digest) ++since;
    return Outdated{all[from].address,        all.back().address, all[since].address,
                    all[since].time,          std::nullopt,       {},
                    from + 1 != source.number};
  }

  // The source is as it was, but follows itself an older text.
  std::optional<Outdated> judge_behind(const RevisionAddress& source,
                                       const std::set<std::string>& accepted) {
    auto behind = judge(source);
    if (!behind) return std::nullopt;
    const auto newest = reading_.revision(behind->newest);
    if (newest && accepted.contains(newest->digest.hex())) return std::nullopt;
    behind->through.insert(behind->through.begin(), source);
    return behind;
  }

  const Reading& reading_;
  std::set<RevisionAddress> visited_;
};

}  // namespace

std::optional<Outdated> outdated(const Reading& reading, const RevisionAddress& version) {
  return Judge(reading).judge(version);
}

}  // namespace hexapla
