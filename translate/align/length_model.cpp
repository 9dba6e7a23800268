#include "translate/align/length_model.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "translate/align/fast_log.h"

namespace hexapla {
namespace {

// The density of a length given the one expected, over that of any length, `log_of_any`.
struct Curve {
  float scale, absolute, relative, floor;

  // Of one length or of four.
  template <typename Number>
  Number log_ratio(float expected, Number letters, Number log_of_any) const {
    const Number mean = (expected + letters) / 2.0F + 1.0F;
    const Number variance = scale * (absolute * mean + relative * mean * mean);
    const Number difference = letters - expected;
    const Number given = -difference * difference / (2.0F * variance) - fast_log(variance) / 2.0F;
    const Number ratio = given - log_of_any, most = Number{} + 12.0F;
    return fast_log((1.0F - floor) * fast_exp(most < ratio ? most : ratio) + floor);
  }
};

}  // namespace

LengthModel::LengthModel(const SentenceTable& source, std::uint32_t source_first,
                         std::uint32_t source_past, const SentenceTable& target,
                         std::uint32_t target_first, std::uint32_t target_past,
                         const AlignTuning& tuning)
    : tuning_(tuning),
      absolute_(tuning.length_absolute),
      relative_(tuning.length_relative),
      scale_(tuning.spread) {
  double source_letters = 0, target_letters = 0, squares = 0;
  for (std::uint32_t i = source_first; i < source_past; ++i)
    source_letters += static_cast<double>(source.letters[i]);
  for (std::uint32_t i = target_first; i < target_past; ++i) {
    const auto letters = static_cast<double>(target.letters[i]);
    target_letters += letters;
    squares += letters * letters;
  }
  ratio_ = std::clamp((target_letters + 1) / (source_letters + 1), 0.1, 10.0);
  const double count = std::max<double>(1, target_past - target_first);
  const double mean = std::max(1.0, target_letters / count);
  const double variance = std::max(squares / count - mean * mean, 0.1 * mean * mean);
  for (std::uint32_t m = 0; m < 16; ++m) {
    const double sentences = std::max(m, 1U);
    const double log_variance = std::log(1 + variance / (mean * mean) / sentences);
    marginal_[m] = {static_cast<float>(std::log(sentences * mean) - log_variance / 2),
                    static_cast<float>(1 / std::sqrt(log_variance)),
                    static_cast<float>(std::log(log_variance) / 2)};
  }
}

void LengthModel::fit(const SentenceTable& source, const SentenceTable& target,
                      std::span<const LearnedBead> beads) {
  const auto sum = [](const SentenceTable& table, std::uint32_t first, std::uint32_t count) {
    double letters = 0;
    for (std::uint32_t i = first; i < first + count; ++i)
      letters += static_cast<double>(table.letters[i]);
    return letters;
  };
  double source_letters = 0, target_letters = 0;
  for (const LearnedBead& bead : beads) {
    if (bead.source_count == 0 || bead.target_count == 0) continue;
    const auto weight = static_cast<double>(bead.weight);
    source_letters += weight * sum(source, bead.source_first, bead.source_count);
    target_letters += weight * sum(target, bead.target_first, bead.target_count);
  }
  const double prior = 500;
  ratio_ = std::clamp((target_letters + prior * ratio_) / (source_letters + prior), 0.1, 10.0);
  // The spread within which two thirds of the beads lie, so that the wrong ones among them do not
  // count.
  std::vector<double> squares;
  for (const LearnedBead& bead : beads) {
    if (bead.source_count == 0 || bead.target_count == 0) continue;
    const double expected = ratio_ * sum(source, bead.source_first, bead.source_count);
    const double found = sum(target, bead.target_first, bead.target_count);
    const double mean = (expected + found) / 2 + 1;
    const double variance = absolute_ * mean + relative_ * mean * mean;
    squares.push_back((found - expected) * (found - expected) / variance);
  }
  if (squares.empty()) return;
  const auto within = static_cast<std::ptrdiff_t>(static_cast<double>(squares.size()) * 0.68);
  std::nth_element(squares.begin(), squares.begin() + within, squares.end());
  const auto count = static_cast<double>(squares.size());
  const double spread = std::max(squares[static_cast<std::size_t>(within)], 0.02);
  scale_ =
      std::exp((count * std::log(spread) + tuning_.spread_strength * std::log(tuning_.spread)) /
               (count + tuning_.spread_strength));
}

float LengthModel::log_of_any(float target_letters, std::uint32_t target_sentences) const {
  const Marginal& marginal = marginal_[std::min(target_sentences, 15U)];
  const float log_length = fast_log(target_letters + 1);
  const float z = (log_length - marginal.mean) * marginal.inverse_deviation;
  // This density and the one it is compared with lack the same constant.
  return -z * z / 2 - marginal.log_deviation - log_length;
}

float LengthModel::log_ratio(float source_letters, float target_letters,
                             std::uint32_t target_sentences) const {
  const Curve curve{static_cast<float>(scale_), static_cast<float>(absolute_),
                    static_cast<float>(relative_), static_cast<float>(tuning_.length_floor)};
  return curve.log_ratio(static_cast<float>(ratio_) * source_letters, target_letters,
                         log_of_any(target_letters, target_sentences));
}

LengthTable::LengthTable(const LengthModel& model, std::span<const double> letters_before,
                         std::uint32_t largest, std::size_t rows, std::size_t width)
    : model_(model), width_(letters_before.size() + 3), row_width_(width + 3) {
  letters_.assign(width_ * (largest + 1), 0);
  any_.assign(width_ * (largest + 1), 0);
  rows_.resize(row_width_ * rows);
  for (std::uint32_t m = 1; m <= largest; ++m) {
    for (std::size_t j = m; j < letters_before.size(); ++j) {
      const auto letters = static_cast<float>(letters_before[j] - letters_before[j - m]);
      letters_[m * width_ + j] = letters;
      any_[m * width_ + j] = model.log_of_any(letters, m);
    }
  }
}

void LengthTable::fill(std::size_t row, float source_letters, std::uint32_t sentences,
                       std::uint32_t first_end, std::uint32_t last_end) {
  const Curve curve{static_cast<float>(model_.scale_), static_cast<float>(model_.absolute_),
                    static_cast<float>(model_.relative_),
                    static_cast<float>(model_.tuning_.length_floor)};
  const float expected = static_cast<float>(model_.ratio_) * source_letters;
  const float* const letters = &letters_[sentences * width_];
  const float* const any = &any_[sentences * width_];
  float* const result = &rows_[row * row_width_];
  // The last four may go past the end: rows have room for that.
  for (std::uint32_t j = first_end; j <= last_end; j += 4) {
    store_four(result + (j - first_end),
               curve.log_ratio(expected, load_four(letters + j), load_four(any + j)));
  }
}

}  // namespace hexapla
