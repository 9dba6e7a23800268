#include "translate/align/crossings.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace hexapla {
namespace {

struct Run {
  std::uint32_t first, past;
};

// The most that any words at the start (or end) of `sentence` gain when `other` explains them
// rather than `own`.
float most_at_edge(WordModel& model, const SentenceTable& table, std::uint32_t sentence, Run own,
                   Run other, bool at_end) {
  std::vector<float> by_own, by_other;
  model.word_log_ratios(own.first, own.past, sentence, by_own);
  model.word_log_ratios(other.first, other.past, sentence, by_other);
  const std::uint32_t first = table.first_word[sentence];
  std::vector<std::pair<std::uint16_t, float>> gains;
  for (std::uint32_t k = 0; k < by_own.size(); ++k)
    gains.emplace_back(table.place[first + k], by_other[k] - by_own[k]);
  std::sort(gains.begin(), gains.end());
  if (at_end) std::reverse(gains.begin(), gains.end());
  float sum = 0, most = 0;
  for (const auto& [place, gain] : gains) most = std::max(most, sum += gain);
  return most;
}

}  // namespace

float words_across(const LearnedBead& before, const LearnedBead& behind, const BeadModels& models) {
  const Run source_before{before.source_first, before.source_first + before.source_count};
  const Run target_before{before.target_first, before.target_first + before.target_count};
  const Run source_behind{behind.source_first, behind.source_first + behind.source_count};
  const Run target_behind{behind.target_first, behind.target_first + behind.target_count};
  const float target_back = most_at_edge(models.words_forward, models.target, target_behind.first,
                                         source_behind, source_before, false);
  const float source_forward =
      most_at_edge(models.words_backward, models.source, source_before.past - 1, target_before,
                   target_behind, true);
  const float target_forward =
      most_at_edge(models.words_forward, models.target, target_before.past - 1, source_before,
                   source_behind, true);
  const float source_back = most_at_edge(models.words_backward, models.source, source_behind.first,
                                         target_behind, target_before, false);
  return std::max(target_back + source_forward, target_forward + source_back);
}

double crossing_log_odds(const CrossingEvidence& evidence) {
  return 0.85 * evidence.length - 1.14 * evidence.border + evidence.structure +
         0.6 * evidence.crossing - 6.4;
}

std::vector<LearnedBead> join_crossed(std::span<const LearnedBead> beads,
                                      const AskCrossing& log_odds) {
  constexpr double kPays = 1.0;
  const auto whole = [](const LearnedBead& bead) {
    return bead.source_count > 0 && bead.target_count > 0;
  };
  std::vector<LearnedBead> result;
  for (std::size_t k = 0; k < beads.size(); ++k) {
    LearnedBead bead = beads[k];
    if (k + 1 < beads.size() && whole(bead) && whole(beads[k + 1])) {
      const LearnedBead& next = beads[k + 1];
      LearnedBead both{bead.source_first, bead.source_count + next.source_count, bead.target_first,
                       bead.target_count + next.target_count, std::min(bead.weight, next.weight)};
      if (const auto odds = log_odds(bead, next, both); odds && *odds > kPays) {
        both.weight *= static_cast<float>(1 / (1 + std::exp(-*odds)));
        bead = both;
        ++k;
      }
    }
    result.push_back(bead);
  }
  return result;
}

}  // namespace hexapla
