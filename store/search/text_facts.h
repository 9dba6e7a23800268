#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// What searching must know of each text without reading it; 16 bytes, 64 of them to a row of table
// search_texts, so that the facts of neighbours come together.
struct TextFacts {
  // Where the revision stands, as store/archive/keys.h numbers it; article 0: no text has this
  // number.
  std::uint64_t article = 0;  // below 2^48
  std::uint16_t order = 0;
  std::uint32_t number = 0;
  std::uint32_t words = 0;  // below 2^24
  bool superseded = false;  // there is a newer revision of the variant

  bool is_text() const { return article != 0; }
  friend bool operator==(const TextFacts&, const TextFacts&) = default;
};

inline constexpr std::uint64_t kFactsOfRow = 64;
inline constexpr std::size_t kFactsBytes = 16;

std::string facts_key(std::uint64_t text);
TextFacts decode_facts(std::string_view row, std::uint64_t text);
// `row` is empty, or has kFactsOfRow entries; then it has.
void encode_facts(std::string& row, std::uint64_t text, const TextFacts& facts);

// What ranking must know of each text, once more and by itself: 2 bytes, 2,000 of them to a row of
// table search_runs, which with its seal fills a page of LMDB. A query that ranks a thousand texts
// of a large archive would meet nearly as many rows of facts, and all but their words in vain.
struct TextWeight {
  bool is_text = false;
  bool superseded = false;
  std::uint32_t words = 0;  // a longer text counts as one of 2^14 - 1
};

inline constexpr std::uint64_t kWeightsOfRow = 2000;
inline constexpr std::size_t kWeightBytes = 2;

std::string weights_key(std::uint64_t text);
TextWeight decode_weight(std::string_view row, std::uint64_t text);
// `row` is empty, or has kWeightsOfRow entries; then it has.
void encode_weight(std::string& row, std::uint64_t text, const TextFacts& facts);

// Sums over all texts, and how many events the index has seen.
struct IndexTotals {
  std::uint64_t events = 0, texts = 0, words = 0;
};
inline constexpr std::string_view kTotalsKey = "totals";
std::string encode_totals(const IndexTotals& totals);
IndexTotals decode_totals(std::string_view row);

}  // namespace hexapla
