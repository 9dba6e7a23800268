#pragma once

#include <span>

#include "store/model/alignment.h"

namespace hexapla {

// What several alignments of the same two texts say together: the path through their beads of which
// most are expected to be right, where a bead is as sure as the votes for it are on average, none
// being one for nothing. Two ways to the same texts err in different places: directly and through a
// machine translation. `votes` is not empty; `aligner` is that of the first. Cost: beads, sorted.
Alignment vote(std::span<const Alignment> votes);

}  // namespace hexapla
