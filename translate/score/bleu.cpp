#include "translate/score/bleu.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

namespace hexapla {
namespace {

using Grams = std::map<std::vector<std::string>, std::uint64_t>;

Grams grams_of(const std::vector<std::string>& words, std::size_t order) {
  Grams grams;
  for (std::size_t at = 0; at + order <= words.size(); ++at) {
    const auto from = words.begin() + static_cast<std::ptrdiff_t>(at);
    ++grams[std::vector<std::string>(from, from + static_cast<std::ptrdiff_t>(order))];
  }
  return grams;
}

}  // namespace

void BleuMeter::add(std::string_view hypothesis, std::span<const std::string_view> references) {
  const std::vector<std::string> words = tokenize(hypothesis, tokenizer_);
  std::vector<std::vector<std::string>> others;
  std::uint64_t nearest = 0;
  for (const std::string_view reference : references) {
    others.push_back(tokenize(reference, tokenizer_));
    const std::uint64_t length = others.back().size();
    const auto distance = [&](std::uint64_t a) {
      return a > words.size() ? a - words.size() : words.size() - a;
    };
    // Of two as near, the shorter.
    if (others.size() == 1 || distance(length) < distance(nearest) ||
        (distance(length) == distance(nearest) && length < nearest))
      nearest = length;
  }
  references_ = std::max(references_, references.size());
  hypothesis_length_ += words.size();
  reference_length_ += nearest;
  for (std::size_t order = 1; order <= kOrders; ++order) {
    Grams most;
    for (const auto& other : others) {
      for (const auto& [gram, count] : grams_of(other, order))
        most[gram] = std::max(most[gram], count);
    }
    for (const auto& [gram, count] : grams_of(words, order)) {
      total_[order - 1] += count;
      const auto found = most.find(gram);
      if (found != most.end()) correct_[order - 1] += std::min(count, found->second);
    }
  }
}

double BleuMeter::score() const {
  if (std::all_of(correct_.begin(), correct_.end(), [](std::uint64_t n) { return n == 0; }))
    return 0;
  double brevity = 1;
  if (hypothesis_length_ < reference_length_) {
    brevity = std::exp(1 - static_cast<double>(reference_length_) /
                               static_cast<double>(hypothesis_length_));
  }
  double smoothing = 1, sum = 0;
  std::size_t orders = kOrders;
  bool any_missing = false;
  for (std::size_t i = 0; i < kOrders; ++i) {
    if (total_[i] == 0) {
      // No n-gram of this length at all: zero, unless orders are counted as far as they go.
      any_missing = !effective_order_;
      break;
    }
    if (effective_order_) orders = i + 1;
    const auto total = static_cast<double>(total_[i]);
    if (correct_[i] == 0) {
      smoothing *= 2;
      sum += std::log(100 / (smoothing * total));
    } else {
      sum += std::log(100 * static_cast<double>(correct_[i]) / total);
    }
  }
  if (any_missing) return 0;
  return brevity * std::exp(sum / static_cast<double>(orders));
}

std::string BleuMeter::signature() const {
  return "nrefs:" + std::to_string(std::max<std::size_t>(1, references_)) +
         "|case:mixed|eff:" + (effective_order_ ? "yes" : "no") +
         "|tok:" + std::string(name(tokenizer_)) + "|smooth:exp";
}

}  // namespace hexapla
