#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "translate/align/word_links.h"

namespace hexapla {

// A stretch of words that stands on one side of a row and seems to have no counterpart on the
// other.
struct Stray {
  std::uint32_t first, past;  // numbers of words in BeadLinks; neither is a mark
  // How many words' worth of it is not rendered, beyond what is usual for such words; more when the
  // other side is as much shorter as it should be. Of stretches at 8, five in six were omissions to
  // human judges; at 4, two in three (tools/eval-omissions).
  float words;
  bool is_whole = false;  // a whole segment, of several that the row has on that side
};

// The least that is worth telling a reader.
inline constexpr float kLeastStray = 2.5F;

// What versions of one text leave out, and what they add, below the sentence: words whose links
// find no partner, where such words usually have one. What is usual is learnt from the same words
// of the original in the other versions, then from the same word elsewhere; so several versions
// judge each other. Whole segments without counterpart are beads with an empty side, and no matter
// of this; but where a row has several segments on a side, one of them may be a stretch.
//
// Learns once, in time linear in words. The rows must outlive it. Safe from many threads.
class OmissionFinder {
 public:
  // rows[i][v] are the links of row i with version v; each row has one a version, each with the
  // same segments of `original` as its source.
  OmissionFinder(const TextToAlign& original, std::span<const TextToAlign> versions,
                 std::span<const std::vector<BeadLinks>> rows);

  // Stretches of the original that version `version` lacks in row `row`, from `least` words' worth
  // on, in order. Nothing for rows of which one side is empty.
  std::vector<Stray> wanting(std::size_t row, std::size_t version, float least = kLeastStray) const;
  // Stretches of the version that the original does not have.
  std::vector<Stray> added(std::size_t row, std::size_t version, float least = kLeastStray) const;

 private:
  struct Usual {
    float rendered = 0, seen = 0;
  };
  using Words = std::map<std::string, Usual, std::less<>>;

  // One side of a row: its words with what each lacks, and how long it and the other side are.
  struct SideOfRow {
    std::span<const LinkedWord> words;
    std::span<const std::string_view> segments;
    SegmentRange range;
    std::vector<float> lacking;
    float surplus = 0;  // letters that this side has too many, given the other
  };
  float expected_length(std::size_t row, std::size_t version) const;
  static std::vector<Stray> stretches(const SideOfRow& side, float least);
  static void collect(const SideOfRow& side, std::size_t first, std::size_t past, float least,
                      std::vector<Stray>& found);
  static void weigh(const SideOfRow& side, Stray& stray);
  static void learn(const TextToAlign& text, std::span<const LinkedWord> words, Words& usual);
  static float usual_of(const Words& usual, const TextToAlign& text, const LinkedWord& word,
                        float own);

  const TextToAlign& original_;
  std::span<const TextToAlign> versions_;
  std::span<const std::vector<BeadLinks>> rows_;
  Words of_original_;
  std::vector<Words> of_versions_;
  std::vector<float> ratios_;  // letters of each version for a letter of the original
};

}  // namespace hexapla
