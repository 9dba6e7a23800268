#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// Word evidence for every pair of sentences of the band: for the target sentence given groups of
// source sentences that end with the source sentence, and the other way round. Sentences are
// numbered from the stretch's first; `stretch` and `band` must outlive this.
class PairEvidence {
 public:
  PairEvidence(const Stretch& stretch, const Band& band, const BeadModels& models);

  std::uint32_t first(std::uint32_t a) const { return band_.first[a]; }
  std::uint32_t past(std::uint32_t a) const { return band_.last[a + 1]; }

  // The pair's number among all pairs of the band.
  std::size_t place(std::uint32_t a, std::uint32_t b) const { return offset_[a] + b - first(a); }
  std::size_t size() const { return offset_.back(); }

  // log ratios summed over the bead's target sentences, given its source sentences.
  float of_targets(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    float result = 0;
    const std::size_t row = offset_[i1 - 1] - first(i1 - 1);
    for (std::uint32_t b = j0; b < j1; ++b)
      result += of_target_[(row + b) * kLargestGroup + (i1 - i0 - 1)];
    return result;
  }
  // The same over its source sentences, given its target sentences.
  float of_sources(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    float result = 0;
    for (std::uint32_t a = i0; a < i1; ++a)
      result += of_source_[(offset_[a] - first(a) + j1 - 1) * kLargestGroup + (j1 - j0 - 1)];
    return result;
  }
  // Whether every pair of the bead's sentences is in the band.
  bool holds(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    return j0 >= first(i1 - 1) && j1 <= past(i0);
  }

 private:
  struct Row {
    std::uint32_t first = 0, past = 0;  // produced sentences, table ids
    float mass = 0, smoothing = 0;
    std::vector<float> sums;
  };

  template <typename Range, typename Emit>
  static void run(std::uint32_t given_first, std::uint32_t given_past,
                  const SentenceTable& produced, WordModel& model, Range range, Emit emit);
  void forward(const SentenceTable& target, WordModel& model);
  void backward(const SentenceTable& source, WordModel& model);

  const Stretch& stretch_;
  const Band& band_;
  std::vector<std::size_t> offset_;
  std::vector<float> of_target_, of_source_;
};

}  // namespace hexapla
