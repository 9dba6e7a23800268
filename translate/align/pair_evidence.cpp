#include "translate/align/pair_evidence.h"

#include <algorithm>

namespace hexapla {

void GroupRatios::take(std::uint32_t given, std::uint32_t first_produced,
                       std::uint32_t past_produced, std::vector<float>& values) {
  Row& row = ring_[given % kLargestGroup];
  row.first = first_produced;
  row.past = std::max(first_produced, past_produced);
  values.resize(std::size_t{row.past - row.first} * kLargestGroup);
  if (row.first == row.past) {
    row.sums.clear();
    return;
  }
  row.mass = model_.sums(given, row.first, row.past, row.sums);
  row.smoothing = model_.smoothing_mass();
  WordModel::Masses masses;
  masses.mass.fill(row.mass);
  masses.smoothing.fill(row.smoothing);
  const std::uint32_t origin = produced_.first_word[row.first];
  added_.resize(row.sums.size() * WordModel::kLanes);
  for (std::size_t k = 0; k < row.sums.size(); ++k)
    std::fill_n(&added_[k * WordModel::kLanes], WordModel::kLanes, row.sums[k]);
  // Group by group, over the produced sentences that all of its rows hold.
  std::uint32_t first = row.first, past = row.past;
  for (std::uint32_t group = 1; group < kLargestGroup && given >= first_given_ + group; ++group) {
    const Row& before = ring_[(given - group) % kLargestGroup];
    first = std::max(first, before.first);
    past = std::min(past, before.past);
    if (first >= past) break;
    masses.mass[group] = masses.mass[group - 1] + before.mass;
    masses.smoothing[group] = masses.smoothing[group - 1] + before.smoothing;
    const std::uint32_t word = produced_.first_word[first];
    const float* const from = before.sums.data() + (word - produced_.first_word[before.first]);
    float* to = added_.data() + (word - origin) * WordModel::kLanes + group;
    const std::uint32_t words = produced_.first_word[past] - word;
    for (std::uint32_t k = 0; k < words; ++k, to += WordModel::kLanes) *to = to[-1] + from[k];
  }
  for (std::uint32_t b = row.first; b < row.past; ++b) {
    const auto ratios = model_.log_ratios(
        b, added_.data() + (produced_.first_word[b] - origin) * WordModel::kLanes, masses);
    std::copy_n(ratios.begin(), kLargestGroup, &values[(b - row.first) * kLargestGroup]);
  }
}

PairEvidence::PairEvidence(const Stretch& stretch, const Band& band, const BeadModels& models)
    : stretch_(stretch),
      band_(band),
      models_(models),
      forward_(stretch.source_first, models.target, models.words_forward),
      backward_(stretch.target_first, models.source, models.words_backward) {
  const std::uint32_t rows = stretch.source_count();
  offset_.assign(rows + 1, 0);
  std::uint32_t widest = 1;
  for (std::uint32_t a = 0; a < rows; ++a) {
    offset_[a + 1] = offset_[a] + past(a) - first(a);
    widest = std::max(widest, past(a) - first(a));
  }
  columns_.resize(widest);
}

void PairEvidence::advance_to(std::uint32_t a) {
  while (next_column_ < past(a)) take_column(next_column_++);
  forward_.take(stretch_.source_first + a, stretch_.target_first + first(a),
                stretch_.target_first + past(a), of_target_);
}

void PairEvidence::take_column(std::uint32_t b) {
  // The rows that hold a target sentence are neighbours, as the band only grows.
  const std::uint32_t rows = stretch_.source_count();
  while (low_ < rows && past(low_) <= b) ++low_;
  high_ = std::max(high_, low_);
  while (high_ < rows && first(high_) <= b) ++high_;
  Column& column = columns_[b % columns_.size()];
  column.first = low_;
  backward_.take(stretch_.target_first + b, stretch_.source_first + low_,
                 stretch_.source_first + high_, column.of_source);
}

float PairEvidence::of_targets_anew(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                                    std::uint32_t j1) const {
  GroupRatios ratios(stretch_.source_first + i0, models_.target, models_.words_forward);
  std::vector<float> values;
  for (std::uint32_t a = i0; a < i1; ++a)
    ratios.take(stretch_.source_first + a, stretch_.target_first + j0, stretch_.target_first + j1,
                values);
  float result = 0;
  for (std::uint32_t b = 0; b < j1 - j0; ++b) result += values[b * kLargestGroup + (i1 - i0 - 1)];
  return result;
}

float PairEvidence::of_sources_anew(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                                    std::uint32_t j1) const {
  GroupRatios ratios(stretch_.target_first + j0, models_.source, models_.words_backward);
  std::vector<float> values;
  for (std::uint32_t b = j0; b < j1; ++b)
    ratios.take(stretch_.target_first + b, stretch_.source_first + i0, stretch_.source_first + i1,
                values);
  float result = 0;
  for (std::uint32_t a = 0; a < i1 - i0; ++a) result += values[a * kLargestGroup + (j1 - j0 - 1)];
  return result;
}

std::size_t PairEvidence::kept() const {
  std::size_t kept = of_target_.size();
  for (const Column& column : columns_) kept += column.of_source.size();
  return kept;
}

}  // namespace hexapla
