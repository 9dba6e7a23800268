#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/search/varint.h"

namespace hexapla {

// The postings of an entry: for each of its texts the segments that hold the word. The first text
// is named by the entry, each further one by its distance from the one before.
//
//   distances: for each text but the first n: distance − 1
//   streaks:   n: texts passed over × 8 + texts that follow one another − 1, 7 for eight or more;
//              in that case n: how many more than eight
//   segments:  n: first × 2 + more;  while more, n: (gap − 1) × 2 + more
//   postings:  distances or streaks, then the segments of each text
//
// Most of a query is spent in passing over texts. Distances stand together, most of them a byte
// each, so that they are taken eight at a time; where they end follows from the entry's last text.
// Streaks are for words that nearly all versions of an article have: they are taken where they
// halve the bytes, and then there are few of them to pass.

// Of one word in one text at most so many segments are named: no value is to pass 64 KiB.
inline constexpr std::size_t kMaxSegmentsNamed = 4000;

void put_segments(std::string& out, const std::vector<std::uint32_t>& segments);

// Texts of an entry, and their postings.
struct EntryTexts {
  std::uint32_t first = 0, last = 0;
  std::string_view postings;
  bool has_streaks = false;  // rather than distances
};

// Reads the texts of an entry, one after another. Throws StoreError::corrupt.
class PostingReader {
 public:
  // Takes up another entry; memory of its own serves again.
  void open(const EntryTexts& entry) {
    at_ = entry.postings.data();
    end_ = at_ + entry.postings.size();
    text_ = entry.first;
    last_ = entry.last;
    has_streaks_ = entry.has_streaks;
    place_ = list_place_ = 0;
    is_listed_ = false;
  }

  std::uint32_t text() const { return text_; }
  // The segments of the present text, once. `segments` is emptied first.
  void segments(std::vector<std::uint32_t>& segments);
  // Goes on to the first text that is not before `text`; false when there is none.
  bool advance_to(std::uint32_t text) {
    if (text <= text_) return true;
    if (text > last_) return false;
    if (!is_listed_) list_texts();
    // Without a branch for each: how far the next one is, nobody foresees.
    const std::uint32_t* next = texts_.data() + place_;
    while (next[kAtOnce - 1] < text) next += kAtOnce;
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < kAtOnce; ++i) before += next[i] < text ? 1 : 0;
    place_ = static_cast<std::uint32_t>(next - texts_.data()) + before;
    text_ = texts_[place_];
    return true;
  }

 private:
  static constexpr std::size_t kAtOnce = 8;
  void list_texts();
  void skip_lists(std::uint32_t count);

  const char* at_ = nullptr;  // distances, then segments; behind the former once texts are listed
  const char* end_ = nullptr;
  std::uint32_t text_ = 0, last_ = 0;
  std::uint32_t place_ = 0;       // of the text in the entry
  std::uint32_t list_place_ = 0;  // of the text whose segments are at `at_`
  bool has_streaks_ = false, is_listed_ = false;
  std::vector<std::uint32_t> texts_;  // if listed, all of the entry, then kAtOnce that are none
};

// Gathers postings of one term into entries of a size that can be skipped.
class PostingWriter {
 public:
  bool empty() const { return lists_.empty(); }
  // Whether `postings` would still fit in.
  bool has_room(std::size_t bytes) const;
  // Texts after those that are here. Throws StoreError::corrupt.
  void add(const EntryTexts& texts);
  // All of them, one at least. Valid until something is added.
  EntryTexts entry();
  void clear();

 private:
  std::vector<std::uint32_t> texts_;
  std::string distances_, lists_;
  std::string streaks_, postings_;  // of entry(); their room serves again
};

}  // namespace hexapla
