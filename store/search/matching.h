#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/search/index_reader.h"

namespace hexapla {

// What a text must have to be found. All of the groups must be there.
struct WordGroup {
  std::vector<std::string> terms;  // any of these
  bool is_of_whole_text = false;   // a property of the text rather than a word of a segment
};

struct MatchWanted {
  std::vector<WordGroup> groups;
  bool together = true;               // all words in one segment; else anywhere in the text
  bool superseded = false;            // older revisions too
  std::uint64_t events = UINT64_MAX;  // only texts that were there when the log had so many events
  // Further conditions, asked of texts that have the words. May be null.
  std::function<bool(const TextFacts& facts)> keep;
};

struct TextMatch {
  double score;
  std::uint64_t text;
  std::uint32_t first_segment, segments;  // see Matches::segments_of()
};

// What was found. Puts in order as many as somebody looks at, which mostly are few.
class Matches {
 public:
  std::size_t size() const { return found_.size(); }
  // The best `count` or, where there are fewer, all: the best first, equals newest first.
  std::span<const TextMatch> best(std::size_t count);
  // With all words; where not `together`, with any.
  std::span<const std::uint32_t> segments_of(const TextMatch& match) const {
    return std::span(segments_).subspan(match.first_segment, match.segments);
  }

  void add(double score, std::uint64_t text, std::span<const std::uint32_t> segments);

  bool is_complete = true;  // else only the newest texts were looked at

 private:
  std::vector<TextMatch> found_;
  std::size_t ordered_ = 0;              // of them, the best
  std::vector<std::uint32_t> segments_;  // of all: a vector each would cost more than ranking
};

// Finds texts with the words and ranks them by BM25 (Robertson and Zaragoza 2009, section 3.4;
// k1 = 1.2, b = 0.75), the frequency of a word in a text being the number of its segments there.
//
// The newest kMostRanked texts that have everything are ranked, and no more than kMostMet that have
// the words are met: so a query costs no more when an archive has grown.
Matches find_matches(const IndexReader& index, const MatchWanted& wanted);

inline constexpr std::size_t kMostRanked = 1000;
inline constexpr std::size_t kMostMet = 50'000;

}  // namespace hexapla
