#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// What groups of 1 to kLargestGroup given sentences say of produced ones. Given sentences are taken
// one after the other; a group ends with the one taken last.
class GroupRatios {
 public:
  GroupRatios(std::uint32_t first_given, const SentenceTable& produced, WordModel& model)
      : first_given_(first_given), produced_(produced), model_(model) {}

  // Takes the next given sentence, against the produced ones from `first` to `past`, which only
  // grow. values[(b - first) * kLargestGroup + group - 1] becomes the log ratio of the produced
  // sentence b, for groups whose sentences were all taken against b.
  void take(std::uint32_t given, std::uint32_t first, std::uint32_t past,
            std::vector<float>& values);

 private:
  static_assert(kLargestGroup <= WordModel::kLanes);
  struct Row {
    std::uint32_t first = 0, past = 0;  // produced sentences, table ids
    float mass = 0, smoothing = 0;
    std::vector<float> sums;
  };
  std::uint32_t first_given_;
  const SentenceTable& produced_;
  WordModel& model_;
  std::array<Row, kLargestGroup> ring_;
};

// Word evidence for every pair of sentences of the band: for the target sentence given groups of
// source sentences that end with the source sentence, and the other way round. Sentences are
// numbered from the stretch's first; `stretch`, `band` and the models must outlive this.
//
// Goes through the rows of source sentences and keeps only what beads that end with the present one
// can ask for: all of it together would be the largest thing in memory.
class PairEvidence {
 public:
  PairEvidence(const Stretch& stretch, const Band& band, const BeadModels& models);

  std::uint32_t first(std::uint32_t a) const { return band_.first[a]; }
  std::uint32_t past(std::uint32_t a) const { return band_.last[a + 1]; }

  // The pair's number among all pairs of the band.
  std::size_t place(std::uint32_t a, std::uint32_t b) const { return offset_[a] + b - first(a); }
  std::size_t size() const { return offset_.back(); }

  // Goes on to the source sentence `a`: to each of them, in order.
  void advance_to(std::uint32_t a);

  // For beads of `shape` whose last source sentence is the present one and whose target sentences
  // end before each of `first_end` to `last_end`, all of them within the band: log ratios summed
  // over the target sentences given the source sentences, and the other way round. Writes them from
  // `result` on, and up to three numbers without meaning behind them.
  void sum_up(BeadShape shape, std::uint32_t first_end, std::uint32_t last_end,
              float* result) const;

  // What it sums up, for a bead anywhere: reckoned anew, the same numbers.
  float of_targets_anew(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                        std::uint32_t j1) const;
  float of_sources_anew(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0,
                        std::uint32_t j1) const;

  // Both added up for two neighbours, which meet at (i, j), and for both as one bead, of at most
  // kLargestGroup sentences a side.
  struct Neighbours {
    float first, second, both;
  };
  Neighbours of_neighbours(std::uint32_t i0, std::uint32_t i, std::uint32_t i1, std::uint32_t j0,
                           std::uint32_t j, std::uint32_t j1) const;

  // Whether every pair of the bead's sentences is in the band.
  bool holds(std::uint32_t i0, std::uint32_t i1, std::uint32_t j0, std::uint32_t j1) const {
    return j0 >= first(i1 - 1) && j1 <= past(i0);
  }

  // Numbers that are kept at a time.
  std::size_t kept() const { return of_target_.size() + of_source_.size(); }

 private:
  void take_column(std::uint32_t b);
  // What is known of a source sentence by groups of target sentences: for each size of group one
  // number a target sentence that ends it, from the first of the sentence's row on.
  float* of_source(std::uint32_t a) {
    return of_source_.data() + a % kept_rows_ * (kLargestGroup * width_);
  }

  const Stretch& stretch_;
  const Band& band_;
  const BeadModels& models_;
  std::vector<std::size_t> offset_;
  GroupRatios forward_, backward_;
  std::uint32_t present_ = 0;
  std::size_t width_ = 0;         // of the widest row, with what is read past its end
  std::uint32_t kept_rows_ = 0;   // which a column or a bead may hold, in a ring
  std::vector<float> of_target_;  // of the present row, as of_source() says of the other side
  std::vector<float> of_source_;
  std::vector<float> ratios_;  // scratch
  std::uint32_t next_column_ = 0;
  std::uint32_t low_ = 0, high_ = 0;  // rows that hold the last column
};

}  // namespace hexapla
