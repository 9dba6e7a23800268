#include "translate/align/joins.h"

#include <algorithm>
#include <cmath>

namespace hexapla {
namespace {

bool is_null(const LearnedBead& bead) { return bead.source_count == 0 || bead.target_count == 0; }

float probability(double log_odds) {
  return static_cast<float>(1 / (1 + std::exp(-std::clamp(log_odds, -30.0, 30.0))));
}

// A bead cut in two: one sentence of its longer side, and the rest.
struct Cut {
  LearnedBead spare, rest;
};

Cut cut_front(const LearnedBead& bead) {
  Cut cut{bead, bead};
  if (bead.source_count > bead.target_count) {
    cut.spare.source_count = 1;
    cut.spare.target_count = 0;
    ++cut.rest.source_first;
    --cut.rest.source_count;
  } else {
    cut.spare.source_count = 0;
    cut.spare.target_count = 1;
    ++cut.rest.target_first;
    --cut.rest.target_count;
  }
  return cut;
}

Cut cut_back(const LearnedBead& bead) {
  Cut cut{bead, bead};
  if (bead.source_count > bead.target_count) {
    --cut.rest.source_count;
    cut.spare = {bead.source_first + cut.rest.source_count, 1,
                 bead.target_first + bead.target_count, 0, bead.weight};
  } else {
    --cut.rest.target_count;
    cut.spare = {bead.source_first + bead.source_count, 0,
                 bead.target_first + cut.rest.target_count, 1, bead.weight};
  }
  return cut;
}

// What `bead` holds too much goes to the result before and behind it.
void give_back(LearnedBead bead, const AskJoin& log_odds, std::vector<LearnedBead>& result) {
  std::vector<LearnedBead> behind;
  while (!is_null(bead) && bead.source_count != bead.target_count) {
    const Cut front = cut_front(bead), back = cut_back(bead);
    const auto of_front = log_odds(bead, front.rest), of_back = log_odds(bead, back.rest);
    if (!of_front || !of_back) break;
    const double odds = std::min(*of_front, *of_back);
    if (odds > 0) break;
    const bool at_front = *of_front < *of_back;
    const Cut& cut = at_front ? front : back;
    const float weight = bead.weight * probability(-odds);
    LearnedBead spare = cut.spare;
    spare.weight = weight;
    if (at_front)
      result.push_back(spare);
    else
      behind.push_back(spare);
    bead = cut.rest;
    bead.weight = weight;
  }
  result.push_back(bead);
  result.insert(result.end(), behind.rbegin(), behind.rend());
}

// Both beads as one: neighbours, `first` before `second`.
LearnedBead joined(const LearnedBead& first, const LearnedBead& second) {
  return {first.source_first, first.source_count + second.source_count, first.target_first,
          first.target_count + second.target_count, 0};
}

void take_in(std::vector<LearnedBead>& beads, const AskJoin& log_odds) {
  // The sentence must be of the side that has more sentences then.
  const auto fits = [](const LearnedBead& null, const LearnedBead& bead) {
    return null.source_count > 0 ? bead.source_count >= bead.target_count
                                 : bead.target_count >= bead.source_count;
  };
  std::size_t kept = 0;  // beads that are settled, in front
  const auto alone = [&](std::size_t k) {
    return (kept == 0 || !is_null(beads[kept - 1])) &&
           (k + 1 == beads.size() || !is_null(beads[k + 1]));
  };
  for (std::size_t k = 0; k < beads.size(); ++k) {
    LearnedBead bead = beads[k];
    if (is_null(bead) && alone(k)) {
      double best = 0;
      bool before = false;
      if (kept > 0 && fits(bead, beads[kept - 1])) {
        const auto odds = log_odds(joined(beads[kept - 1], bead), beads[kept - 1]);
        if (odds && *odds > best) best = *odds, before = true;
      }
      if (k + 1 < beads.size() && fits(bead, beads[k + 1])) {
        const auto odds = log_odds(joined(bead, beads[k + 1]), beads[k + 1]);
        if (odds && *odds > best) best = *odds, before = false;
      }
      if (best > 0) {
        const LearnedBead& other = before ? beads[kept - 1] : beads[k + 1];
        LearnedBead all = before ? joined(other, bead) : joined(bead, other);
        all.weight = other.weight;
        if (before) {
          beads[kept - 1] = all;
        } else {
          beads[kept++] = all;
          ++k;
        }
        continue;
      }
    }
    beads[kept++] = bead;
  }
  beads.resize(kept);
}

}  // namespace

double join_log_odds(const JoinEvidence& evidence) {
  return 2.48 * evidence.prior + 0.75 * evidence.explained + 0.56 * evidence.length +
         0.5 * evidence.inner + 0.49 * evidence.border + 0.5 * evidence.structure - 2.6;
}

std::vector<LearnedBead> settle_joins(std::span<const LearnedBead> beads, const AskJoin& log_odds) {
  std::vector<LearnedBead> result;
  for (const LearnedBead& bead : beads) give_back(bead, log_odds, result);
  take_in(result, log_odds);
  return result;
}

}  // namespace hexapla
