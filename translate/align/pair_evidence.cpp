#include "translate/align/pair_evidence.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace hexapla {

PairEvidence::PairEvidence(const Stretch& stretch, const Band& band, const BeadModels& models)
    : stretch_(stretch), band_(band) {
  const std::uint32_t rows = stretch.source_count();
  offset_.assign(rows + 1, 0);
  for (std::uint32_t a = 0; a < rows; ++a) offset_[a + 1] = offset_[a] + past(a) - first(a);
  of_target_.assign(offset_[rows] * kLargestGroup, 0);
  of_source_.assign(offset_[rows] * kLargestGroup, 0);
  forward(models.target, models.words_forward);
  backward(models.source, models.words_backward);
}

// Calls emit(last_given, produced, group, value) for every group of given sentences whose rows
// all hold `produced`.
template <typename Range, typename Emit>
void PairEvidence::run(std::uint32_t given_first, std::uint32_t given_past,
                       const SentenceTable& produced, WordModel& model, Range range, Emit emit) {
  static_assert(kLargestGroup <= WordModel::kLanes);
  std::array<Row, kLargestGroup> ring;
  std::vector<float> added;  // for each word a lane for each group
  for (std::uint32_t given = given_first; given < given_past; ++given) {
    Row& row = ring[given % kLargestGroup];
    std::tie(row.first, row.past) = range(given);
    if (row.first >= row.past) {
      row.past = row.first;
      row.sums.clear();
      continue;
    }
    row.mass = model.sums(given, row.first, row.past, row.sums);
    row.smoothing = model.smoothing_mass();
    WordModel::Masses masses;
    masses.mass.fill(row.mass);
    masses.smoothing.fill(row.smoothing);
    const std::uint32_t origin = produced.first_word[row.first];
    added.resize(row.sums.size() * WordModel::kLanes);
    for (std::size_t k = 0; k < row.sums.size(); ++k)
      std::fill_n(&added[k * WordModel::kLanes], WordModel::kLanes, row.sums[k]);
    // The produced sentences of each group.
    std::array<std::uint32_t, kLargestGroup> first, past;
    first[0] = row.first;
    past[0] = row.past;
    std::uint32_t groups = 1;
    for (; groups < kLargestGroup && given >= given_first + groups; ++groups) {
      const Row& before = ring[(given - groups) % kLargestGroup];
      first[groups] = std::max(first[groups - 1], before.first);
      past[groups] = std::min(past[groups - 1], before.past);
      if (first[groups] >= past[groups]) break;
      masses.mass[groups] = masses.mass[groups - 1] + before.mass;
      masses.smoothing[groups] = masses.smoothing[groups - 1] + before.smoothing;
      const std::uint32_t word = produced.first_word[first[groups]];
      const float* const from = &before.sums[word - produced.first_word[before.first]];
      float* to = &added[(word - origin) * WordModel::kLanes + groups];
      const std::uint32_t words = produced.first_word[past[groups]] - word;
      for (std::uint32_t k = 0; k < words; ++k, to += WordModel::kLanes) *to = to[-1] + from[k];
    }
    for (std::uint32_t b = row.first; b < row.past; ++b) {
      const auto values = model.log_ratios(
          b, added.data() + (produced.first_word[b] - origin) * WordModel::kLanes, masses);
      for (std::uint32_t group = 0; group < groups; ++group)
        if (b >= first[group] && b < past[group]) emit(given, b, group + 1, values[group]);
    }
  }
}

void PairEvidence::forward(const SentenceTable& target, WordModel& model) {
  run(
      stretch_.source_first, stretch_.source_past, target, model,
      [&](std::uint32_t given) {
        const std::uint32_t a = given - stretch_.source_first;
        return std::pair(stretch_.target_first + first(a), stretch_.target_first + past(a));
      },
      [&](std::uint32_t given, std::uint32_t produced, std::uint32_t group, float value) {
        const std::uint32_t a = given - stretch_.source_first;
        const std::uint32_t b = produced - stretch_.target_first;
        of_target_[(offset_[a] + b - first(a)) * kLargestGroup + group - 1] = value;
      });
}

void PairEvidence::backward(const SentenceTable& source, WordModel& model) {
  // The rows that hold a target sentence are neighbours, as the band only grows.
  std::uint32_t low = 0, high = 0;
  const std::uint32_t rows = stretch_.source_count();
  run(
      stretch_.target_first, stretch_.target_past, source, model,
      [&](std::uint32_t given) {
        const std::uint32_t b = given - stretch_.target_first;
        while (low < rows && past(low) <= b) ++low;
        high = std::max(high, low);
        while (high < rows && first(high) <= b) ++high;
        return std::pair(stretch_.source_first + low, stretch_.source_first + high);
      },
      [&](std::uint32_t given, std::uint32_t produced, std::uint32_t group, float value) {
        const std::uint32_t a = produced - stretch_.source_first;
        const std::uint32_t b = given - stretch_.target_first;
        of_source_[(offset_[a] + b - first(a)) * kLargestGroup + group - 1] = value;
      });
}

}  // namespace hexapla
