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
//   segments:  n: first × 2 + more;  while more, n: (gap − 1) × 2 + more
//   postings:  segments of the first text; then for each other text n: distance, segments

// Of one word in one text at most so many segments are named: no value is to pass 64 KiB.
inline constexpr std::size_t kMaxSegmentsNamed = 4000;

void put_segments(std::string& out, const std::vector<std::uint32_t>& segments);

// Reads the texts of an entry, one after another.
class PostingReader {
 public:
  PostingReader() = default;
  PostingReader(std::string_view postings, std::uint32_t first) : bytes_(postings), text_(first) {}

  std::uint32_t text() const { return text_; }
  // The segments of the present text, once; returns how many. `segments` is emptied first.
  void segments(std::vector<std::uint32_t>& segments);
  // Goes to the next text; false at the end.
  bool next() {
    if (!segments_read_) skip_segments();
    if (bytes_.at_end()) return false;
    const std::uint64_t distance = bytes_.number();
    if (distance == 0 || distance > UINT32_MAX - text_) fail_search_index("names a text twice");
    text_ += static_cast<std::uint32_t>(distance);
    segments_read_ = false;
    return true;
  }

  // Goes on to the first text that is not before `text`; false when there is none. What most of a
  // query is spent in.
  bool advance_to(std::uint32_t text) {
    PostingReader at = *this;
    while (at.text_ < text && at.next()) {
    }
    *this = at;
    return text_ >= text;
  }

 private:
  void skip_segments() {
    while ((bytes_.number() & 1) != 0) {
    }
  }

  IndexBytes bytes_;
  std::uint32_t text_ = 0;
  bool segments_read_ = false;
};

// Gathers postings of one term into entries of a size that can be skipped.
class PostingWriter {
 public:
  bool empty() const { return postings_.empty(); }
  // Whether `postings` would still fit in.
  bool has_room(std::size_t bytes) const;
  // Texts from `first` to `last`, after those that are here.
  void add(std::uint32_t first, std::uint32_t last, std::string_view postings);

  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return last_; }
  std::string_view postings() const { return postings_; }
  void clear() { postings_.clear(); }

 private:
  std::string postings_;
  std::uint32_t first_ = 0, last_ = 0;
};

}  // namespace hexapla
