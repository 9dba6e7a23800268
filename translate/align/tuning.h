#pragma once

#include <cstdint>

namespace hexapla {

// The numbers of the aligner: one set for every language and kind of text. Changing one changes
// results, and so kAlignerVersion.
struct AlignTuning {
  // Words.
  std::uint32_t stem_letters = 6;

  // Word model.
  double smoothing = 0.5;    // occurrences of nothing in particular added to each given word
  double null_word = 1.0;    // weight of the empty word, in words
  double floor = 0.1;        // share of words that come from nowhere
  double trust_after = 1.0;  // occurrences elsewhere after which half of a word's evidence counts
  double ratio_cap = 400;    // the most one word can speak for a pair
  double cognate_weight = 2.0;  // occurrences that a perfect cognate is worth
  double cognate_dice = 0.6;
  std::uint32_t iterations = 4;
  std::uint32_t row_limit = 120;

  // Beads.
  double length_weight = 1.0;
  double word_weight = 0.5;
  double length_absolute = 3.0;   // variance of a length, in letters per letter
  double length_relative = 0.03;  // and as a share of its square
  double length_floor = 0.05;
  double null_prior = 0.01;
  double prior_strength = 20;

  double role_match = 3.0;  // titles, captions: the same on both sides, or not
  double role_mismatch = 3.0;
  double crossing = 1.5;     // for each border of blocks inside a bead
  double block_start = 0.7;  // both sides begin a block

  // Decoding.
  double bead_cost = 0.35;  // expected right beads that one more bead must bring
  std::uint32_t rounds = 3;
};

}  // namespace hexapla
