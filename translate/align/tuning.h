#pragma once

#include <cstdint>

namespace hexapla {

// The numbers of the aligner: one set for every language and kind of text. Changing one changes
// results, and so kAlignerVersion.
struct AlignTuning {
  // Words.
  std::uint32_t stem_letters = 5;  // of an alphabet; in other scripts as many as say as much

  // Word model.
  double smoothing = 8;        // occurrences of nothing in particular added to each given word
  double doubt = 0.6;          // a pair seen so often is believed by half
  double null_word = 1.0;      // weight of the empty word, in words
  double unseen_words = 1000;  // words of other texts that chance is reckoned with
  double floor = 0.15;         // share of words that come from nowhere
  double trust_after = 1.7;    // occurrences elsewhere after which half of a word's evidence counts
  double ratio_cap = 1500;     // the most one word can speak for a pair
  double cognate_weight = 2.0;    // occurrences that a perfect cognate is worth
  double same_word_weight = 2.0;  // an equal word of one language, through a bridge or not
  double number_weight = 8.0;     // and an equal number
  double cognate_dice = 0.75;
  double term_weight = 2.0;  // two words by which ICU's data name one thing
  double least_link = 0.02;  // less probable pairs of sentences teach nothing
  std::uint32_t iterations = 4;
  std::uint32_t row_limit = 120;

  // Beads.
  double length_weight = 1.1;
  double word_weight = 0.55;
  double length_absolute = 3.0;   // variance of a length, in letters per letter
  double length_relative = 0.03;  // and as a share of its square
  double spread = 0.6;          // of both, what they are multiplied with before anything is fitted
  double spread_strength = 20;  // in beads
  double length_floor = 0.0006;
  double null_prior = 0.04;        // at first
  double most_null_prior = 0.075;  // uncapped they drift until nothing has a counterpart
  double prior_strength = 60;      // of the first priors against the beads of all pairs, in beads
  double pair_strength = 120;      // of what all pairs say against the beads of one

  double null_again = 0.295;    // after one sentence without counterpart, the next has none either
  double border_weight = 0.7;   // of the marks between sentences
  double border_strength = 15;  // of general habits of these, in borders

  double role_match = 5.0;  // titles, captions: the same on both sides, or not
  double role_mismatch = 6.0;
  double label_apart = 12.0;  // a label with what is none
  double crossing = 3.0;      // for each border of blocks inside a bead
  double block_start = 1.0;   // both sides begin a block

  // Decoding.
  double bead_cost = 0.3;        // expected right beads that one more bead must bring
  double certainty = 1.0;        // every score is multiplied with it
  double first_certainty = 0.6;  // and with this in the first round, growing to 1
  std::uint32_t rounds = 4;
  std::uint32_t rounds_with_lexicon = 2;  // where words are known from elsewhere
};

}  // namespace hexapla
