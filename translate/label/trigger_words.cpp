#include "translate/label/trigger_words.h"

#include <unicode/uchar.h>

#include <array>
#include <atomic>
#include <string>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "translate/label/tokens.h"

namespace hexapla {
namespace {

constexpr char32_t kBasicPlane = 0x10000;

// A character for this purpose: what fold() makes of it (at most two characters count), and whether
// it is part of a word.
struct Folded {
  char32_t first = 0, second = 0;
  bool word = false, alone = false;  // alone: a word by itself (scripts without spaces)
};

Folded fold_character(char32_t c) {
  Folded folded;
  std::string text;
  append_code_point(c, text);
  const auto tokens = split_label_tokens(text);
  folded.word = !tokens.empty();
  folded.alone = folded.word && tokens.front().unspaced;
  const std::string result = fold(text);
  std::size_t at = 0;
  if (at < result.size()) folded.first = take_code_point(result, at);
  if (at < result.size()) folded.second = take_code_point(result, at);
  return folded;
}

// Kept for the basic plane, one atomic word each: 0 is not yet known.
Folded folded_character(char32_t c) {
  static std::array<std::atomic<std::uint64_t>, kBasicPlane> known{};
  if (c >= kBasicPlane) return fold_character(c);
  constexpr std::uint64_t kKnown = 1, kWord = 2, kAlone = 4, kMask = 0x1FFFFF;
  std::uint64_t packed = known[c].load(std::memory_order_relaxed);
  if (packed == 0) {
    const Folded made = fold_character(c);
    packed = kKnown | (made.word ? kWord : 0) | (made.alone ? kAlone : 0) |
             (std::uint64_t{made.first} << 3U) | (std::uint64_t{made.second} << 24U);
    known[c].store(packed, std::memory_order_relaxed);
  }
  return {static_cast<char32_t>((packed >> 3U) & kMask),
          static_cast<char32_t>((packed >> 24U) & kMask), (packed & kWord) != 0,
          (packed & kAlone) != 0};
}

}  // namespace

void TriggerWords::add(std::string_view word, bool open) {
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = take_code_point(word, at);
    const auto [step, added] = steps_.try_emplace((std::uint64_t{node} << 21U) | c,
                                                  static_cast<std::uint32_t>(nodes_.size()));
    if (added) nodes_.emplace_back();
    node = step->second;
  }
  (open ? nodes_[node].open : nodes_[node].ends) = true;
}

bool TriggerWords::in(std::string_view text) const {
  constexpr std::uint32_t kLost = 0xFFFFFFFF;  // no word begins so
  std::uint32_t node = 0;
  const auto advance = [&](char32_t c) {
    if (c == 0 || node == kLost) return false;
    const auto step = steps_.find((std::uint64_t{node} << 21U) | c);
    node = step == steps_.end() ? kLost : step->second;
    return node != kLost && nodes_[node].open;
  };
  const auto word_ends = [&] {
    const bool found = node != kLost && nodes_[node].ends;
    node = 0;
    return found;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Folded c = folded_character(take_code_point(text, at));
    if ((!c.word || c.alone) && word_ends()) return true;
    if (!c.word) continue;
    if (advance(c.first) || advance(c.second)) return true;
    if (c.alone && node != kLost && nodes_[node].ends) return true;
    if (c.alone) node = 0;
  }
  return word_ends();
}

}  // namespace hexapla
