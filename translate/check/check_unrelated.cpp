#include <algorithm>
#include <cmath>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/word_links.h"
#include "translate/check/each_check.h"
#include "translate/check/shared_evidence.h"

namespace hexapla {
namespace {

// Of what is said that two languages share, the poorest translations of news answer about so much
// beyond chance; what is told lies below that by two standard errors at least. So nothing is told
// of a text in which fewer than nine such things are said.
constexpr double kPoorest = 0.35;
constexpr double kTwoStandardErrors = 1;  // of a share, for one that is asked; at most

constexpr std::size_t kMostBeads = 64;   // whose words are linked
constexpr std::size_t kFewestBeads = 8;  // of fewer, some that changed places are most of the text
constexpr std::size_t kPairings = 3;     // at random

double rendered(std::span<const LinkedWord> words) {
  double sum = 0, count = 0;
  for (const LinkedWord& word : words) {
    if (word.is_mark) continue;
    sum += word.rendered;
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

// How much of the words of each bead the other side renders, in both directions.
std::vector<double> rendered(const TextToAlign& source, const TextToAlign& target,
                             std::span<const Bead> beads) {
  std::vector<double> shares;
  for (const BeadLinks& links : link_words(source, target, beads))
    shares.push_back(rendered(links.source_words) + rendered(links.target_words));
  return shares;
}

// Whether most beads are rendered better than their sources are by what is as long and stands
// elsewhere: by two standard errors more than half of them.
bool is_better_than_chance(const TextToCheck& source, const TextToCheck& target,
                           std::span<const BeadPair> pairs) {
  std::vector<const BeadPair*> both;
  for (const BeadPair& pair : pairs) {
    const SegmentRange ours = pair.source.segments(), theirs = pair.target.segments();
    if (!ours.empty() && !theirs.empty() && is_prose(source.view, ours) &&
        is_prose(target.view, theirs))
      both.push_back(&pair);
  }
  if (both.size() < kFewestBeads) return true;
  std::vector<const BeadPair*> chosen;
  const std::size_t step = (both.size() + kMostBeads - 1) / kMostBeads;
  for (std::size_t i = 0; i < both.size(); i += step) chosen.push_back(both[i]);
  std::stable_sort(chosen.begin(), chosen.end(), [](const BeadPair* a, const BeadPair* b) {
    return a->target.letters() < b->target.letters();
  });
  std::vector<Bead> beads;
  for (const BeadPair* pair : chosen)
    beads.push_back({pair->source.segments(), pair->target.segments(), 1});
  const TextToAlign original = text_of(source.view), version = text_of(target.view);
  const std::vector<double> own = rendered(original, version, beads);
  double won = 0;
  for (std::size_t shift = 1; shift <= kPairings; ++shift) {
    std::vector<Bead> other = beads;
    for (std::size_t i = 0; i < beads.size(); ++i)
      other[i].target = beads[(i + shift) % beads.size()].target;
    const std::vector<double> by_chance = rendered(original, version, other);
    for (std::size_t i = 0; i < own.size(); ++i)
      won += own[i] > by_chance[i] ? 1 : own[i] == by_chance[i] ? 0.5 : 0;
  }
  const auto count = static_cast<double>(own.size());
  return won / (kPairings * count) >= 0.5 + kTwoStandardErrors / std::sqrt(count);
}

}  // namespace

void check_unrelated(const TextToCheck& source, const TextToCheck& target,
                     std::span<const BeadPair> beads, Findings& findings) {
  const SharedEvidence evidence = shared_evidence(beads);
  if (evidence.said <= 0 ||
      evidence.share() >= kPoorest - kTwoStandardErrors / std::sqrt(evidence.said) ||
      is_better_than_chance(source, target, beads))
    return;
  const auto first = std::find_if(beads.begin(), beads.end(), [](const BeadPair& bead) {
    return !bead.source.segments().empty() && !bead.target.segments().empty();
  });
  Finding finding;
  finding.found = FindingClass::unrelated;
  finding.source = first->source.whole();
  finding.target = first->target.whole();
  finding.explanation =
      "The figures, names and words of hardly any sentence are in what should answer to it, no "
      "more than by chance: this may be a version of another text.";
  findings.push_back(std::move(finding));
}

}  // namespace hexapla
