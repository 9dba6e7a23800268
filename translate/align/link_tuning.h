#pragma once

#include <cstdint>

namespace hexapla {

// The numbers of the word linker: one set for every language, fitted to the gold links that
// tools/eval-words reads.
struct LinkTuning {
  // Longer than where sentences are aligned: a link must tell words apart that only begin alike.
  std::uint32_t stem_letters = 6;
  // Rounds in which only counts which words stand in the same beads; then a word's place, too; then
  // instead of its place the link of the word before.
  std::uint32_t together_rounds = 2, place_rounds = 2, jump_rounds = 3;
  double sparsity = 0.005;     // occurrences that any pair is thought to have had
  double known_weight = 0.6;   // of what a lexicon and look-alikes say
  double other_class = 0.02;   // a mark against a word, a number against a word
  double other_length = 1;     // how much less likely words of other length are
  double other_frequency = 1;  // and words that stand more or less often
  double null_share = 0.12;    // of words that nothing renders
  double diagonal = 3;         // how steeply far places become unlikely
  double jump_uniform = 0.3;   // share of jumps that go anywhere
  double least_link = 0.5;     // both directions' mean from which two words are linked
  double least_grown = 0.8;    // one direction's, beside another link
};

}  // namespace hexapla
