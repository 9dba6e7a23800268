#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "translate/align/bead_scores.h"
#include "translate/align/bead_structure.h"
#include "translate/align/lattice.h"
#include "translate/align/length_model.h"
#include "translate/align/pair_evidence.h"
#include "translate/align/row_sums.h"

namespace hexapla {

// The points of a band, numbered row by row. `band` must outlive this.
class BandPoints {
 public:
  static constexpr std::size_t kReadPast = 3;  // numbers after the last that are read with it

  explicit BandPoints(const Band& of) : offset_(of.first.size() + 1, 0), band_(of) {
    for (std::size_t i = 0; i < of.first.size(); ++i) {
      offset_[i + 1] = offset_[i] + of.last[i] - of.first[i] + 1;
      widest_ = std::max(widest_, offset_[i + 1] - offset_[i]);
    }
  }
  std::size_t size() const { return offset_.back(); }
  // Of the widest row, with what is read past its end.
  std::size_t width() const { return widest_ + kReadPast; }
  std::size_t in_row(std::uint32_t i) const { return offset_[i + 1] - offset_[i]; }
  bool has(std::uint32_t i, std::uint32_t j) const {
    return j >= band_.first[i] && j <= band_.last[i];
  }
  // Grows with j by ones, from before the row on.
  std::size_t operator()(std::uint32_t i, std::uint32_t j) const {
    return offset_[i] + j - band_.first[i];
  }

 private:
  std::vector<std::size_t> offset_;  // of each row's first point
  const Band& band_;
  std::size_t widest_ = 0;
};

// What a sentence or several of each side say as one bead, apart from their words: the parts of a
// bead's score that joins and crossings ask for too.
struct BeadParts {
  std::vector<double> source_letters, target_letters;  // before each sentence of the stretch
  std::vector<float> source_inner, target_inner;       // marks of the borders before each, added up
  std::array<float, kShapeCount> log_prior;

  BeadParts(const Stretch& stretch, const BeadModels& models, const ShapePriors& priors);
};

// Weighs every path of beads through a band, row by row of source sentences, and chooses one. What
// is given to it must outlive it.
class BeadPaths {
 public:
  BeadPaths(const Stretch& stretch, const Band& band, const BandPoints& points,
            const BeadModels& models, const LengthModel& lengths, const BeadParts& parts,
            const BeadStructure& structure, const ShapePriors& priors, double certainty);

  // Reckons the scores of all beads and the sums over the paths that lead to each point.
  void go_forward(PairEvidence& evidence);
  // The sums over the paths from each point on; after go_forward().
  void go_back();
  // The beads of which most are expected to be right, the links and the likely band; after
  // go_back().
  StretchResult choose(const PairEvidence& evidence) const;

  // What the marks at the border between sentences i - 1 and i, j - 1 and j of the stretch say for
  // it; 0 outside the band and at its ends.
  float border(std::uint32_t i, std::uint32_t j) const {
    return i > 0 && i < rows_ && j > 0 && j < columns_ && points_.has(i, j) ? border_inside(i, j)
                                                                            : 0;
  }

 private:
  // Beads of a shape that end after the same source sentences: where, and what is known of them.
  struct RowShape {
    std::uint32_t number;
    std::uint32_t first_end;  // target sentences before which the first of them ends
    std::uint32_t count;      // each of them ends with one sentence more
    std::size_t from;         // the point where the first of them begins
    const float* lengths;
  };
  struct RowShapes {
    std::array<RowShape, kShapeCount> shapes;
    std::size_t count = 0;
    std::span<const RowShape> all() const { return std::span(shapes).first(count); }
  };
  // A bead that may well be right.
  struct Probable {
    std::uint32_t end;  // target sentences before its end
    std::uint32_t shape;
    double probability;
  };

  float border_inside(std::uint32_t i, std::uint32_t j) const {
    return 0.5F * models_.borders.matched(models_.source, stretch_.source_first + i, models_.target,
                                          stretch_.target_first + j);
  }
  void set_borders(std::uint32_t i);
  // What words, borders and priors say for the beads of two sides that may end in row `i`: written
  // down in `scores`, wide.
  RowShapes value_row(std::uint32_t i, const PairEvidence& evidence, LengthTable& lengths,
                      std::vector<float>& scores);
  // Adds lengths and structure, leaves out what is hopeless, and sums up what is left.
  void score_row(std::uint32_t i, const RowShapes& shapes, std::vector<float>& scores,
                 std::vector<std::int32_t>& ended, RowSums& sums) const;
  FourFloats structure_of(const RowShape& shape, std::uint32_t i, std::uint32_t j,
                          FourInts present) const;
  float null_score(std::size_t shape, std::uint32_t i, std::uint32_t j) const;
  double probability(std::size_t shape, std::size_t from, std::size_t to, float score) const;
  // The best of the beads of two sides that end in a row, by point.
  struct Best {
    std::vector<double> worth;
    std::vector<std::int32_t> shape;
  };
  void choose_matched(std::uint32_t i, const float* scores, const std::vector<double>& worths,
                      Best& best, std::vector<Probable>& probable) const;
  std::size_t worth_place(std::uint32_t row) const {
    return row % (kLargestGroup + 1) * points_.width();
  }

  const Stretch& stretch_;
  const Band& band_;
  const BandPoints& points_;
  const BeadModels& models_;
  const LengthModel& lengths_;
  const BeadParts& parts_;
  const BeadStructure& structure_;
  std::uint32_t rows_, columns_;
  double certainty_;
  float sharpness_;
  double log_again_, log_back_;  // of another sentence without counterpart, and of none
  BeadScores scores_;
  std::vector<float> borders_;  // of the rows that a bead spans, in a ring
  // Sums over paths by point: up to it, before a bead with counterpart and before one without; and
  // from it on, after such ones.
  std::vector<double> before_, before_null_, after_, after_null_;
  double all_ = 0;
};

}  // namespace hexapla
