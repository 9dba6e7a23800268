#pragma once

#include <cstdint>
#include <vector>

#include "translate/align/words.h"

namespace hexapla {

inline constexpr std::uint8_t kUnknownRole = 0xFF, kPlainRole = 0xFE;

// One side of the texts to align: the sentences of all of them in a row, as words.
struct SentenceTable {
  std::vector<std::uint32_t> first_word{0};  // one more than sentences
  std::vector<WordCount> words;
  std::vector<std::uint16_t> place;  // where each word first stands: 65536ths of its sentence
  std::vector<float> letters;
  std::vector<float> word_total;
  std::vector<std::uint8_t> role;              // a Role; paragraphs are kPlainRole
  std::vector<std::uint8_t> block_start;       // 1 where a block begins; all 0 in plain lists
  std::vector<std::uint8_t> opening, closing;  // how it begins and ends, see borders.h

  std::uint32_t size() const { return static_cast<std::uint32_t>(letters.size()); }
};

// Sentences of both tables that were matched, with how sure that is.
struct LearnedBead {
  std::uint32_t source_first, source_count, target_first, target_count;
  float weight;
};

// Sentences of both tables that may render each other, as far as is known, with the probability of
// it.
struct SentenceLink {
  std::uint32_t source, target;
  float weight;
};

}  // namespace hexapla
