#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "translate/align/corpus.h"
#include "translate/align/tuning.h"

namespace hexapla {

// How long the translation of so many letters is (Gale and Church 1993): a normal density of the
// target's length given the source's, over the density of any target of so many sentences, so that
// beads of different shapes compare.
class LengthModel {
 public:
  LengthModel(const SentenceTable& source, std::uint32_t source_first, std::uint32_t source_past,
              const SentenceTable& target, std::uint32_t target_first, std::uint32_t target_past,
              const AlignTuning& tuning);

  // Fits ratio and variance to beads thought right, held near where they started when these are
  // few.
  void fit(const SentenceTable& source, const SentenceTable& target,
           std::span<const LearnedBead> beads);

  // log of the ratio for `source_letters` in any number of sentences and `target_letters` in
  // `target_sentences`.
  float log_ratio(float source_letters, float target_letters, std::uint32_t target_sentences) const;

  double ratio() const { return ratio_; }

 private:
  friend class LengthTable;
  // What the target's length says alone.
  float log_of_any(float target_letters, std::uint32_t target_sentences) const;
  AlignTuning tuning_;
  double ratio_ = 1;
  double absolute_, relative_;
  double scale_;
  struct Marginal {
    float mean, inverse_deviation, log_deviation;  // of the logarithm
  };
  Marginal marginal_[16];
};

// The log ratios of all groups of neighbouring target sentences of a stretch, row by row of
// source sentences: what depends on the target alone is reckoned once, and a row in a loop that
// compiles to vector instructions. The same numbers as LengthModel::log_ratio() gives.
class LengthTable {
 public:
  // `letters_before`: of the stretch's target sentences, how many letters come before each, and how
  // many there are; `largest`: sentences of the largest group; `rows`: how many are kept, each of
  // at most `width` groups. `model` must outlive this.
  LengthTable(const LengthModel& model, std::span<const double> letters_before,
              std::uint32_t largest, std::size_t rows, std::size_t width);

  // Fills the row numbered `row` for `source_letters` and groups of `sentences`, for groups that
  // end after `first_end` to `last_end` sentences, if there are any.
  void fill(std::size_t row, float source_letters, std::uint32_t sentences, std::uint32_t first_end,
            std::uint32_t last_end);
  // The log ratios of a row, from the group that ends first on.
  const float* row(std::size_t row) const { return &rows_[row * row_width_]; }

 private:
  const LengthModel& model_;
  std::size_t width_, row_width_;
  std::vector<float> letters_, any_;  // by size of group, then by the sentence where it ends
  std::vector<float> rows_;
};

}  // namespace hexapla
