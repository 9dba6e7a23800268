#include "store/search/text_facts.h"

#include <algorithm>

#include "store/engine/big_endian.h"
#include "store/search/varint.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kMostWords = 0xFFFFFF;
constexpr std::uint64_t kSuperseded = 1;
// Of a weight: its highest bits, and what is below them.
constexpr std::uint64_t kIsText = 0x8000, kTextIsSuperseded = 0x4000, kWordsOfWeight = 0x3FFF;

void put(std::string& row, std::size_t at, std::size_t bytes, std::uint64_t value) {
  for (std::size_t i = bytes; i-- > 0; value >>= 8) row[at + i] = static_cast<char>(value & 0xFF);
}

std::uint64_t read(std::string_view row, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value = value << 8 | static_cast<unsigned char>(row[at + i]);
  }
  return value;
}

std::size_t place_of(std::uint64_t text) {
  return static_cast<std::size_t>(text % kFactsOfRow) * kFactsBytes;
}

std::size_t place_of_weight(std::uint64_t text) {
  return static_cast<std::size_t>(text % kWeightsOfRow) * kWeightBytes;
}

}  // namespace

std::string facts_key(std::uint64_t text) { return big_endian(text / kFactsOfRow); }

TextFacts decode_facts(std::string_view row, std::uint64_t text) {
  if (row.size() != kFactsOfRow * kFactsBytes) fail_search_index("has not the size of its kind");
  const std::size_t at = place_of(text);
  const std::uint64_t flags = read(row, at + 15, 1);
  if (flags > kSuperseded) fail_search_index("has a flag that is none");
  return {read(row, at, 6), static_cast<std::uint16_t>(read(row, at + 6, 2)),
          static_cast<std::uint32_t>(read(row, at + 8, 4)),
          static_cast<std::uint32_t>(read(row, at + 12, 3)), flags == kSuperseded};
}

void encode_facts(std::string& row, std::uint64_t text, const TextFacts& facts) {
  row.resize(kFactsOfRow * kFactsBytes, '\0');
  const std::size_t at = place_of(text);
  put(row, at, 6, facts.article);
  put(row, at + 6, 2, facts.order);
  put(row, at + 8, 4, facts.number);
  put(row, at + 12, 3, std::min(facts.words, kMostWords));
  put(row, at + 15, 1, facts.superseded ? kSuperseded : 0);
}

std::string weights_key(std::uint64_t text) { return "words" + big_endian(text / kWeightsOfRow); }

TextWeight decode_weight(std::string_view row, std::uint64_t text) {
  if (row.size() != kWeightsOfRow * kWeightBytes) fail_search_index("has not the size of its kind");
  const std::size_t at = place_of_weight(text);
  const std::uint64_t weight = read(row, at, kWeightBytes);
  if (weight != 0 && (weight & kIsText) == 0) fail_search_index("has a flag that is none");
  return {(weight & kIsText) != 0, (weight & kTextIsSuperseded) != 0,
          static_cast<std::uint32_t>(weight & kWordsOfWeight)};
}

void encode_weight(std::string& row, std::uint64_t text, const TextFacts& facts) {
  row.resize(kWeightsOfRow * kWeightBytes, '\0');
  const std::size_t at = place_of_weight(text);
  std::uint64_t weight = 0;
  if (facts.is_text()) {
    weight = kIsText | (facts.superseded ? kTextIsSuperseded : 0) |
             std::min<std::uint64_t>(facts.words, kWordsOfWeight);
  }
  put(row, at, kWeightBytes, weight);
}

std::string encode_totals(const IndexTotals& totals) {
  std::string row;
  put_varint(row, totals.events);
  put_varint(row, totals.texts);
  put_varint(row, totals.words);
  return row;
}

IndexTotals decode_totals(std::string_view row) {
  IndexBytes bytes(row);
  IndexTotals totals;
  totals.events = bytes.number();
  totals.texts = bytes.number();
  totals.words = bytes.number();
  if (!bytes.at_end()) fail_search_index("goes on past its end");
  return totals;
}

}  // namespace hexapla
