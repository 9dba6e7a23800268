#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// How much better the words at the border of two neighbouring beads are explained across it than on
// their own side, where a translator moved a clause over it: log of the ratio, at least 0. Of both
// directions in which it may have gone the more likely one: the first words behind the border on
// one side and the last words before it on the other speak for the same one.
float words_across(const LearnedBead& before, const LearnedBead& behind, const BeadModels& models);

// Differences of logarithms between one bead that holds all sentences of two neighbours and the
// two.
struct CrossingEvidence {
  double length = 0;
  double border = 0;     // of the marks where the two meet: for two beads
  double structure = 0;  // of blocks and their roles
  double crossing = 0;   // words_across()
};

// log odds that the two are one. The score of a bead dilutes what its words say by its size, and
// knows no order: a clause that crossed leaves most words where they were. Weights: logistic
// regression over the neighbours in 10,800 beads of people's alignments, each set judged by weights
// of the others.
double crossing_log_odds(const CrossingEvidence& evidence);

// Joins neighbours, both with counterpart, where that is likely enough to pay: two right beads are
// lost where it is wrong. A bead is joined with one other at most. `log_odds` answers nothing where
// it knows nothing.
using AskCrossing = std::function<std::optional<double>(
    const LearnedBead& first, const LearnedBead& second, const LearnedBead& both)>;
std::vector<LearnedBead> join_crossed(std::span<const LearnedBead> beads,
                                      const AskCrossing& log_odds);

}  // namespace hexapla
