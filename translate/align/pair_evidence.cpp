#include "translate/align/pair_evidence.h"

#include <algorithm>

#include "translate/align/fast_log.h"

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
  // The groups that end here, and the produced sentences that all rows of each hold: ever fewer.
  std::array<const Row*, kLargestGroup> rows;
  std::array<std::uint32_t, kLargestGroup> firsts, pasts;
  WordModel::Masses masses;
  float mass = 0, smoothing = 0;
  std::uint32_t most = 0, first = row.first, past = row.past;
  for (; most < kLargestGroup && given >= first_given_ + most; ++most) {
    const Row& added = ring_[(given - most) % kLargestGroup];
    first = std::max(first, added.first);
    past = std::min(past, added.past);
    if (first >= past) break;
    rows[most] = &added;
    firsts[most] = first;
    pasts[most] = past;
    mass = most == 0 ? added.mass : mass + added.mass;
    smoothing = most == 0 ? added.smoothing : smoothing + added.smoothing;
    masses.set(most, mass, smoothing);
  }
  std::array<const float*, kLargestGroup> sums;
  for (std::uint32_t b = row.first; b < row.past; ++b) {
    std::uint32_t groups = 0;
    for (; groups < most && firsts[groups] <= b && b < pasts[groups]; ++groups) {
      const Row& added = *rows[groups];
      sums[groups] =
          added.sums.data() + (produced_.first_word[b] - produced_.first_word[added.first]);
    }
    model_.log_ratios(b, {sums.data(), groups}, masses, &values[(b - row.first) * kLargestGroup]);
  }
}

PairEvidence::PairEvidence(const Stretch& stretch, const Band& band, const BeadModels& models)
    : stretch_(stretch),
      band_(band),
      models_(models),
      forward_(stretch.source_first, models.target, models.words_forward),
      backward_(stretch.target_first, models.source, models.words_backward) {
  constexpr std::size_t kReadPast = 3;
  const std::uint32_t rows = stretch.source_count();
  offset_.assign(rows + 1, 0);
  std::uint32_t widest = 0, tallest = 0;
  for (std::uint32_t a = 0, low = 0; a < rows; ++a) {
    offset_[a + 1] = offset_[a] + past(a) - first(a);
    widest = std::max(widest, past(a) - first(a));
    // The rows that hold the first target sentence of this one and end with it.
    while (past(low) <= first(a) && low < a) ++low;
    tallest = std::max(tallest, a + 1 - low);
  }
  width_ = widest + kReadPast;
  kept_rows_ = tallest + kLargestGroup;
  of_target_.resize(kLargestGroup * width_);
  of_source_.resize(kept_rows_ * kLargestGroup * width_);
}

void PairEvidence::advance_to(std::uint32_t a) {
  while (next_column_ < past(a)) take_column(next_column_++);
  present_ = a;
  forward_.take(stretch_.source_first + a, stretch_.target_first + first(a),
                stretch_.target_first + past(a), ratios_);
  for (std::uint32_t b = 0; b < past(a) - first(a); ++b)
    for (std::uint32_t group = 0; group < kLargestGroup; ++group)
      of_target_[group * width_ + b] = ratios_[b * kLargestGroup + group];
}

void PairEvidence::take_column(std::uint32_t b) {
  // The rows that hold a target sentence are neighbours, as the band only grows.
  const std::uint32_t rows = stretch_.source_count();
  while (low_ < rows && past(low_) <= b) ++low_;
  high_ = std::max(high_, low_);
  while (high_ < rows && first(high_) <= b) ++high_;
  backward_.take(stretch_.target_first + b, stretch_.source_first + low_,
                 stretch_.source_first + high_, ratios_);
  for (std::uint32_t a = low_; a < high_; ++a) {
    float* const to = of_source(a) + (b - first(a));
    const float* const from = &ratios_[(a - low_) * kLargestGroup];
    for (std::uint32_t group = 0; group < kLargestGroup; ++group) to[group * width_] = from[group];
  }
}

void PairEvidence::sum_up(BeadShape shape, std::uint32_t first_end, std::uint32_t last_end,
                          float* result) const {
  const float* const of_targets =
      &of_target_[(shape.source - 1) * width_] + (first_end - shape.target - first(present_));
  std::array<const float*, kLargestGroup> of_sources;
  for (std::uint32_t n = 0; n < shape.source; ++n) {
    const std::uint32_t a = present_ + 1 - shape.source + n;
    of_sources[n] = of_source_.data() +
                    (a % kept_rows_ * kLargestGroup + shape.target - 1) * width_ +
                    (first_end - 1 - first(a));
  }
  for (std::uint32_t k = 0; k <= last_end - first_end; k += 4) {
    FourFloats targets{}, sources{};
    for (std::uint32_t m = 0; m < shape.target; ++m) targets += load_four(of_targets + k + m);
    for (std::uint32_t n = 0; n < shape.source; ++n) sources += load_four(of_sources[n] + k);
    store_four(result + k, targets + sources);
  }
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

PairEvidence::Neighbours PairEvidence::of_neighbours(std::uint32_t i0, std::uint32_t i,
                                                     std::uint32_t i1, std::uint32_t j0,
                                                     std::uint32_t j, std::uint32_t j1) const {
  struct Side {
    std::uint32_t begin, middle, end;  // ids of the table
  };
  std::vector<float> values;
  // What the given sentences of both say of the produced ones of both.
  const auto ask = [&](const Side& given, const Side& produced, const SentenceTable& table,
                       WordModel& model) {
    GroupRatios ratios(given.begin, table, model);
    Neighbours result{0, 0, 0};
    const auto sum = [&](std::uint32_t group, std::uint32_t from, std::uint32_t to) {
      float all = 0;
      for (std::uint32_t b = from; b < to; ++b)
        all += values[(b - produced.begin) * kLargestGroup + group - 1];
      return all;
    };
    for (std::uint32_t a = given.begin; a < given.end; ++a) {
      ratios.take(a, produced.begin, produced.end, values);
      if (a + 1 == given.middle)
        result.first = sum(given.middle - given.begin, produced.begin, produced.middle);
    }
    result.second = sum(given.end - given.middle, produced.middle, produced.end);
    result.both = sum(given.end - given.begin, produced.begin, produced.end);
    return result;
  };
  const Side source{stretch_.source_first + i0, stretch_.source_first + i,
                    stretch_.source_first + i1};
  const Side target{stretch_.target_first + j0, stretch_.target_first + j,
                    stretch_.target_first + j1};
  const Neighbours targets = ask(source, target, models_.target, models_.words_forward);
  const Neighbours sources = ask(target, source, models_.source, models_.words_backward);
  return {targets.first + sources.first, targets.second + sources.second,
          targets.both + sources.both};
}

}  // namespace hexapla
