#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "translate/align/corpus.h"

namespace hexapla {

// Differences of logarithms between two readings of the same sentences: all of them in one bead, or
// one at the edge of the longer side without counterpart and the rest in a bead.
struct JoinEvidence {
  double prior;      // of the shapes: the joined one less both others
  double explained;  // how much better all explain the words of the shorter side than the rest does
  double length;
  double inner;      // of the marks between sentences that would stand inside the bead
  double border;     // of those at its ends
  double structure;  // of blocks and their roles
};

// log odds that the sentence belongs to the bead. Positive: it does.
//
// The score of a bead asks of each sentence of both sides whether the other side explains it, so
// the words of the shorter side vouch anew for every sentence of the longer one, a sentence too
// many among them. Here it counts only whether that sentence explains what the rest leaves
// unexplained. Weights: logistic regression over 4,300 beads of people's alignments and over
// sentences dropped and inserted, each set judged by weights of the others.
double join_log_odds(const JoinEvidence& evidence);

// Looks at chosen beads once more, neighbours all of them: gives back what a bead holds too much at
// its edges as beads of one sentence without counterpart, and takes in a lone sentence without
// counterpart that belongs to a neighbour. `log_odds` is asked of a bead and of the same bead
// without one sentence at an edge of its longer side; it answers nothing where it knows nothing.
// The weights of both parts of a bead that is cut are multiplied with the probability of the cut; a
// bead that takes a sentence in keeps its own.
using AskJoin =
    std::function<std::optional<double>(const LearnedBead& joined, const LearnedBead& rest)>;
std::vector<LearnedBead> settle_joins(std::span<const LearnedBead> beads, const AskJoin& log_odds);

}  // namespace hexapla
