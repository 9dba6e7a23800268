#include "translate/compare/difference.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "store/text/code_points.h"
#include "store/text/segment.h"

namespace hexapla {
namespace {

struct Token {
  ByteRange range;
  bool word = false;
};

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// What stands between words, without its white space.
void add_marks(std::string_view text, ByteRange gap, std::vector<Token>& tokens) {
  std::uint32_t begin = gap.begin;
  for (std::size_t at = gap.begin; at < gap.end;) {
    const auto here = static_cast<std::uint32_t>(at);
    if (!is_space(take_code_point(text, at))) continue;
    if (begin < here) tokens.push_back({{begin, here}, false});
    begin = static_cast<std::uint32_t>(at);
  }
  if (begin < gap.end) tokens.push_back({{begin, gap.end}, false});
}

std::vector<Token> tokens_of(std::string_view text, const LanguageTag& language) {
  std::vector<Token> tokens;
  std::uint32_t at = 0;
  for (const ByteRange& word : segment_words(text, language)) {
    add_marks(text, {at, word.begin}, tokens);
    tokens.push_back({word, true});
    at = word.end;
  }
  add_marks(text, {at, static_cast<std::uint32_t>(text.size())}, tokens);
  return tokens;
}

struct Side {
  std::string_view text;
  std::vector<Token> tokens;
  std::string_view word(std::size_t i) const { return tokens[i].range.of(text); }
};

// Which tokens of both sides are kept: pairs of indexes, in order.
std::vector<std::pair<std::size_t, std::size_t>> common(const Side& before, const Side& after) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::size_t start = 0, n = before.tokens.size(), m = after.tokens.size();
  while (start < n && start < m && before.word(start) == after.word(start)) {
    pairs.emplace_back(start, start);
    ++start;
  }
  std::size_t tail = 0;
  while (tail < n - start && tail < m - start &&
         before.word(n - 1 - tail) == after.word(m - 1 - tail))
    ++tail;
  n -= tail;
  m -= tail;
  constexpr std::size_t kMaxCells = 4'000'000;
  const std::size_t rows = n - start, columns = m - start;
  if (rows > 0 && columns > 0 && rows <= kMaxCells / columns) {
    // Longest common subsequence; words weigh more than marks, so that a comma does not tear a
    // phrase apart.
    std::vector<std::uint32_t> best((rows + 1) * (columns + 1), 0);
    const auto cell = [&](std::size_t i, std::size_t k) -> std::uint32_t& {
      return best[i * (columns + 1) + k];
    };
    const auto weight = [&](std::size_t i) { return before.tokens[start + i].word ? 3U : 1U; };
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t k = columns; k-- > 0;) {
        std::uint32_t value = std::max(cell(i + 1, k), cell(i, k + 1));
        if (before.word(start + i) == after.word(start + k))
          value = std::max(value, cell(i + 1, k + 1) + weight(i));
        cell(i, k) = value;
      }
    }
    for (std::size_t i = 0, k = 0; i < rows && k < columns;) {
      if (before.word(start + i) == after.word(start + k) &&
          cell(i, k) == cell(i + 1, k + 1) + weight(i)) {
        pairs.emplace_back(start + i++, start + k++);
      } else if (cell(i + 1, k) >= cell(i, k + 1)) {
        ++i;
      } else {
        ++k;
      }
    }
  }
  for (std::size_t i = 0; i < tail; ++i) pairs.emplace_back(n + i, m + i);
  return pairs;
}

void append(std::vector<Piece>& pieces, Change change, ByteRange before, ByteRange after) {
  if (before.empty() && after.empty()) return;
  if (!pieces.empty() && pieces.back().change == change) {
    Piece& last = pieces.back();
    last.before.end = before.end;
    last.after.end = after.end;
    return;
  }
  pieces.push_back({change, before, after});
}

std::u32string letters(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_code_point(text, at);
    if (!is_space(c)) result.push_back(c);
  }
  return result;
}

}  // namespace

std::vector<Piece> differ(std::string_view before_text, std::string_view after_text,
                          const LanguageTag& language) {
  const Side before{before_text, tokens_of(before_text, language)};
  const Side after{after_text, tokens_of(after_text, language)};
  std::vector<Piece> pieces;
  std::uint32_t b = 0, a = 0;  // how far both texts are covered
  std::size_t next_before = 0, next_after = 0;
  const auto change_until = [&](std::size_t token_before, std::size_t token_after) {
    const bool removed = next_before < token_before, added = next_after < token_after;
    if (removed || added) {
      // White space in front of the change stays with what is the same.
      const std::uint32_t from_b = removed ? before.tokens[next_before].range.begin : b;
      const std::uint32_t from_a = added ? after.tokens[next_after].range.begin : a;
      append(pieces, Change::same, {b, from_b}, {a, from_a});
      b = from_b;
      a = from_a;
      if (removed) {
        const std::uint32_t end = before.tokens[token_before - 1].range.end;
        append(pieces, Change::removed, {b, end}, {a, a});
        b = end;
      }
      if (added) {
        const std::uint32_t end = after.tokens[token_after - 1].range.end;
        append(pieces, Change::added, {b, b}, {a, end});
        a = end;
      }
    }
    next_before = token_before;
    next_after = token_after;
  };
  for (const auto& [i, k] : common(before, after)) {
    change_until(i, k);
    append(pieces, Change::same, {b, before.tokens[i].range.end}, {a, after.tokens[k].range.end});
    b = before.tokens[i].range.end;
    a = after.tokens[k].range.end;
    next_before = i + 1;
    next_after = k + 1;
  }
  change_until(before.tokens.size(), after.tokens.size());
  append(pieces, Change::same, {b, static_cast<std::uint32_t>(before_text.size())},
         {a, static_cast<std::uint32_t>(after_text.size())});
  return pieces;
}

void DistanceMeter::add(std::string_view before_text, std::string_view after_text,
                        const LanguageTag& language) {
  const Side before{before_text, tokens_of(before_text, language)};
  const Side after{after_text, tokens_of(after_text, language)};
  const auto words = [](const Side& side, std::size_t from, std::size_t to) {
    return static_cast<std::size_t>(
        std::count_if(side.tokens.begin() + static_cast<std::ptrdiff_t>(from),
                      side.tokens.begin() + static_cast<std::ptrdiff_t>(to),
                      [](const Token& token) { return token.word; }));
  };
  std::size_t i = 0, k = 0;
  auto pairs = common(before, after);
  pairs.emplace_back(before.tokens.size(), after.tokens.size());
  for (const auto& [next_i, next_k] : pairs) {
    edits_ += std::max(words(before, i, next_i), words(after, k, next_k));
    i = next_i + 1;
    k = next_k + 1;
  }
  words_ += words(after, 0, after.tokens.size());

  const std::u32string left = letters(before_text), right = letters(after_text);
  for (std::size_t order = 1; order <= kOrders; ++order) {
    std::unordered_map<std::u32string_view, std::size_t> grams;
    const std::u32string_view reference = right, candidate = left;
    for (std::size_t at = 0; at + order <= reference.size(); ++at)
      ++grams[reference.substr(at, order)];
    for (std::size_t at = 0; at + order <= candidate.size(); ++at) {
      const auto found = grams.find(candidate.substr(at, order));
      if (found == grams.end() || found->second == 0) continue;
      --found->second;
      ++matched_[order - 1];
    }
    if (left.size() >= order) before_[order - 1] += left.size() - order + 1;
    if (right.size() >= order) after_[order - 1] += right.size() - order + 1;
  }
}

Distance DistanceMeter::result() const {
  Distance distance;
  if (words_ > 0) distance.edit_rate = static_cast<double>(edits_) / static_cast<double>(words_);
  // As sacreBLEU: precision and recall are averaged over the orders, then combined.
  double precision = 0, recall = 0;
  int orders = 0;
  for (int i = 0; i < kOrders; ++i) {
    if (before_[i] == 0 || after_[i] == 0) continue;
    ++orders;
    precision += static_cast<double>(matched_[i]) / static_cast<double>(before_[i]);
    recall += static_cast<double>(matched_[i]) / static_cast<double>(after_[i]);
  }
  if (orders > 0 && precision + recall > 0)
    distance.chrf = 100 * 5 * precision * recall / (4 * precision + recall) / orders;
  return distance;
}

}  // namespace hexapla
