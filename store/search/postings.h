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
//   segments:  n: first × 2 + more;  while more, n: (gap − 1) × 2 + more
//   postings:  distances, then the segments of each text
//
// Most of a query is spent in passing over texts. Distances stand together, most of them a byte
// each, so that they are taken eight at a time; where they end follows from the entry's last text.

// Of one word in one text at most so many segments are named: no value is to pass 64 KiB.
inline constexpr std::size_t kMaxSegmentsNamed = 4000;

void put_segments(std::string& out, const std::vector<std::uint32_t>& segments);

// Reads the texts of an entry, one after another. Throws StoreError::corrupt.
class PostingReader {
 public:
  // Takes up another entry; memory of its own serves again.
  void open(std::string_view postings, std::uint32_t first, std::uint32_t last) {
    at_ = postings.data();
    end_ = at_ + postings.size();
    text_ = first;
    last_ = last;
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
  bool is_listed_ = false;
  std::vector<std::uint32_t> texts_;  // if so, all of the entry, then kAtOnce that are none
};

// Where the segments of an entry's first text begin. Throws StoreError::corrupt.
std::size_t size_of_distances(std::string_view postings, std::uint32_t first, std::uint32_t last);

// Gathers postings of one term into entries of a size that can be skipped.
class PostingWriter {
 public:
  bool empty() const { return lists_.empty(); }
  // Whether `postings` would still fit in.
  bool has_room(std::size_t bytes) const;
  // Texts from `first` to `last`, after those that are here. Throws StoreError::corrupt.
  void add(std::uint32_t first, std::uint32_t last, std::string_view postings);

  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  // Valid until something is added.
  std::string_view postings();
  void clear();

 private:
  std::string distances_, lists_, postings_;
  std::uint32_t first_ = 0, last_ = 0;
};

}  // namespace hexapla
