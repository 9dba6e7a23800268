#pragma once

#include <span>

#include "translate/check/bead_text.h"

namespace hexapla {

// What both sides of beads have in common whatever the languages: figures by value, and names as
// they are written or sound. Each figure and name counts once, however often it is said.
struct SharedEvidence {
  double said = 0;       // figures and names of either side, for which the other one was asked
  double answered = 0;   // of those, by the other side of their own bead
  double by_chance = 0;  // by the other side of any other bead, on average

  // Of what chance leaves unanswered, the share that is answered: 0 for texts that have nothing to
  // do with each other, near 1 where everything is rendered. Nothing known: 1.
  double share() const {
    return said > by_chance ? (answered - by_chance) / (said - by_chance) : 1;
  }
};

// Beads with an empty side are left out. Time grows with the beads and what is said in them; of a
// long text some 64 beads are looked at, evenly.
SharedEvidence shared_evidence(std::span<const BeadPair> beads);

}  // namespace hexapla
