#pragma once

#include <cstdint>
#include <vector>

#include "store/model/alignment.h"
#include "store/text/byte_range.h"

namespace hexapla {

// A word (or number, or mark) of one side of a bead.
struct LinkedWord {
  std::uint32_t segment;  // number in its text
  ByteRange range;        // within the segment's text
  // 0 to 1, in fifteenths: how much of it the other side renders, as far as anybody can tell. Low
  // for what has no partner: text that a translation lacks or has of its own, and words that only
  // grammar asks for.
  float rendered = 0;
  bool is_mark = false;  // a comma, a quote: linked as well, as they hold the words in place
};

// Two words that render each other.
struct WordLink {
  std::uint32_t source, target;  // numbers in BeadLinks' words
  float confidence;              // 0 to 1, in fifteenths
};

// The words of one bead and which of them render which.
struct BeadLinks {
  SegmentRange source, target;           // the bead
  std::vector<LinkedWord> source_words;  // in the order of the text
  std::vector<LinkedWord> target_words;
  std::vector<WordLink> links;  // by source, then target; a word may have several or none
};

// The same as an archive keeps it: words by their numbers alone. Where they stand is found again by
// breaking the text into words, as when they were linked.
struct KeptLinks {
  static constexpr std::uint8_t kHighest = 15;  // stands for 1; 0 for 0
  struct Link {
    std::uint32_t source, target;
    std::uint8_t confidence;
    friend bool operator==(const Link&, const Link&) = default;
  };
  std::vector<std::uint8_t> source_rendered, target_rendered;  // one a word
  std::vector<Link> links;                                     // by source, then target, each once
  friend bool operator==(const KeptLinks&, const KeptLinks&) = default;
};

}  // namespace hexapla
