#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "translate/align/lattice.h"

namespace hexapla {

// Where two texts may run beside each other by the words that are known to render each other: for
// the first look at a pair of texts, which would go through every pair of its sentences otherwise.
// For many pairs of texts of the same tables, one after the other; the tables must outlive this,
// and so must `known`, which is by given word.
class SharedWords {
 public:
  SharedWords(const SentenceTable& source, std::size_t source_words, const SentenceTable& target,
              std::size_t target_words, std::span<const KnownPair> known);

  // The points on paths not much worse than the best one: narrow where many rare words are shared,
  // wide where few are, and all points where none is in a short text. Cost: pairs of sentences of
  // the stretch, a few additions each, and its words.
  Band band(const Stretch& stretch);

 private:
  // Where a target word is in the stretch.
  struct Places {
    std::uint32_t first = 0, count = 0;
    bool listed = false;
    float worth = 0;  // what it says of two sentences that share it
  };
  void list_places(const Stretch& stretch);
  void forget_places(const Stretch& stretch);
  void weigh_pairs(const Stretch& stretch);
  void weigh_paths(std::uint32_t rows, std::uint32_t columns);

  const SentenceTable& source_;
  const SentenceTable& target_;
  std::span<const KnownPair> known_;
  std::vector<std::uint32_t> first_known_;  // by source word
  std::vector<Places> places_of_;           // by target word
  std::vector<std::uint32_t> places_;       // sentences of the stretch
  // By pair of sentences, row by row: what their words say, and the best path to it and on from it.
  std::vector<float> shared_, before_, after_;
};

}  // namespace hexapla
