#pragma once

#include <cstdint>

namespace hexapla {

// What the words of sentences that are set beside each other say for it: log ratios of both sides
// given the other, and the letters of both.
struct WordEvidence {
  double sum = 0, letters = 0;
  double of_letter() const { return letters > 0 ? sum / letters : 0; }
};

// By it texts that render each other are told from texts that have nothing to do with each other.
// These are aligned too, somehow, and each of their beads may well be better than those beside it.
struct MatchedWords {
  WordEvidence matched;    // of each bead with sentences on both sides
  WordEvidence by_chance;  // of their source sentences and the target sentences of later beads
  std::uint32_t beads = 0;

  void add(const MatchedWords& other);
};

// How probable it is that the texts render each other, where nothing against it is 1: what the
// confidence of each of their beads is worth.
//
// Where nobody knows the languages yet, what texts that render each other say beyond chance has
// been .03 a letter and more, mostly .05 to .1, and .00 to .025 for others, as each sentence takes
// the best of what is near it. Short texts that render each other may say as little as others do,
// so that few beads hardly ever speak against them.
double relatedness(const MatchedWords& words);

}  // namespace hexapla
