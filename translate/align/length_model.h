#pragma once

#include <cstdint>
#include <span>

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
  AlignTuning tuning_;
  double ratio_ = 1;
  double absolute_, relative_;
  double scale_;
  struct Marginal {
    float mean, inverse_deviation, log_deviation;  // of the logarithm
  };
  Marginal marginal_[16];
};

}  // namespace hexapla
