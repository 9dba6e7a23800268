#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "translate/align/link_tuning.h"
#include "translate/align/word_model.h"
#include "translate/align/words.h"

namespace hexapla {

// How likely two words of a bead are to render each other: by source word, then target word.
struct LinkTable {
  std::uint32_t source_words = 0, target_words = 0;
  std::vector<float> forward;   // that the target word comes from the source word
  std::vector<float> backward;  // that the source word comes from the target word
};

// Learns from beads which of their words render which: IBM Model 1 with a diagonal prior (Dyer,
// Chahuneau and Smith 2013), then the hidden Markov model over jumps (Vogel, Ney and Tillmann
// 1996), in both directions at once, each counting only what the other believes too (Liang, Taskar
// and Klein 2006). That, and a prior on words of like length and frequency, is what makes links
// sharp where there are only a few dozen sentences to learn from; the sparse prior that is right
// for millions of them (variational Bayes) leaves rare words without links here.
//
// Depends on the words and their order only. For one thread.
class LinkModel {
 public:
  LinkModel(const Vocabulary& source, const Vocabulary& target, const LinkTuning& tuning = {});

  // Called before any bead is added.
  void know(std::span<const KnownPair> pairs);

  // Adds a bead; returns its number. Both sides have words.
  std::uint32_t add(std::span<const PlacedWord> source, std::span<const PlacedWord> target);

  void learn();

  // Of a bead, after learn().
  LinkTable table(std::uint32_t bead) const;

 private:
  struct Bead {
    std::uint32_t source_words, target_words;
    std::size_t first_cell;                  // in cells_, by source word, then target word
    std::size_t first_source, first_target;  // in words
  };
  // What a direction believes; `given` words give rise to `produced` ones.
  struct Direction {
    std::vector<float> counts;      // by pair
    std::vector<float> likelihood;  // by pair
    std::vector<float> totals;      // by given word
    std::vector<float> chance;      // by produced word
    std::vector<float> jumps;       // by distance
    std::vector<double> jump_counts;
  };

  std::uint32_t pair_number(WordId source, WordId target);
  float prior(WordId source, WordId target) const;
  void estimate(Direction& direction, bool source_gives) const;
  enum class Stage { together, places, jumps };
  void weigh(const Bead& bead, Stage stage, bool is_forward, std::vector<float>& posteriors,
             std::vector<double>* jump_counts) const;
  void count(const Bead& bead, Stage stage);

  const Vocabulary& source_;
  const Vocabulary& target_;
  LinkTuning tuning_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // only looked up, never walked
  std::vector<std::pair<WordId, WordId>> pairs_;
  std::vector<float> priors_;  // by pair, with what is known
  std::vector<float> known_;   // by pair
  std::vector<Bead> beads_;
  std::vector<std::uint32_t> cells_;
  std::vector<WordId> source_words_, target_words_;                 // of all beads in a row
  std::vector<std::uint32_t> source_frequency_, target_frequency_;  // in those
  Direction forward_, backward_;
};

}  // namespace hexapla
