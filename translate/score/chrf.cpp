#include "translate/score/chrf.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "store/text/code_points.h"
#include "translate/score/tokenize.h"

namespace hexapla {
namespace {

std::vector<char32_t> characters_of(std::string_view text, bool keep_white_space) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = take_code_point(text, at);
    if (keep_white_space || !u_isUWhiteSpace(static_cast<UChar32>(c))) characters.push_back(c);
  }
  return characters;
}

template <typename Unit>
std::map<std::vector<Unit>, std::uint64_t> grams_of(const std::vector<Unit>& units,
                                                    std::size_t order) {
  std::map<std::vector<Unit>, std::uint64_t> grams;
  for (std::size_t at = 0; at + order <= units.size(); ++at) {
    const auto from = units.begin() + static_cast<std::ptrdiff_t>(at);
    ++grams[std::vector<Unit>(from, from + static_cast<std::ptrdiff_t>(order))];
  }
  return grams;
}

// Calls `note(order, hypothesis, reference, common)` for orders from 1.
template <typename Unit, typename Note>
void count_grams(const std::vector<Unit>& hypothesis, const std::vector<Unit>& reference,
                 std::size_t orders, const Note& note) {
  for (std::size_t order = 1; order <= orders; ++order) {
    const auto ours = grams_of(hypothesis, order), theirs = grams_of(reference, order);
    std::uint64_t common = 0;
    for (const auto& [gram, count] : ours) {
      const auto found = theirs.find(gram);
      if (found != theirs.end()) common += std::min(count, found->second);
    }
    const auto all = [&](std::size_t units) { return units >= order ? units - order + 1 : 0; };
    // A reference too short for the order leaves the hypothesis' out, too: else a text's precision
    // would fall by its short sentences.
    note(order, theirs.empty() ? 0 : all(hypothesis.size()), all(reference.size()), common);
  }
}

}  // namespace

ChrfMeter::ChrfMeter(ChrfOptions options)
    : options_(options), counts_(options.character_orders + options.word_orders) {}

void ChrfMeter::add(std::string_view hypothesis, std::string_view reference) {
  const auto note_from = [&](std::size_t offset) {
    return [this, offset](std::size_t order, std::uint64_t ours, std::uint64_t theirs,
                          std::uint64_t common) {
      Counts& counts = counts_[offset + order - 1];
      counts.hypothesis += ours;
      counts.reference += theirs;
      counts.common += common;
    };
  };
  count_grams(characters_of(hypothesis, options_.keep_white_space),
              characters_of(reference, options_.keep_white_space), options_.character_orders,
              note_from(0));
  if (options_.word_orders == 0) return;
  count_grams(tokenize_for_chrf(hypothesis), tokenize_for_chrf(reference), options_.word_orders,
              note_from(options_.character_orders));
}

double ChrfMeter::score() const {
  double precision = 0, recall = 0;
  int orders = 0;
  for (const Counts& counts : counts_) {
    if (counts.hypothesis == 0 || counts.reference == 0) continue;
    ++orders;
    precision += static_cast<double>(counts.common) / static_cast<double>(counts.hypothesis);
    recall += static_cast<double>(counts.common) / static_cast<double>(counts.reference);
  }
  if (orders == 0 || precision + recall == 0) return 0;
  precision /= orders;
  recall /= orders;
  const double factor = static_cast<double>(options_.beta) * options_.beta;
  return 100 * (1 + factor) * precision * recall / (factor * precision + recall);
}

std::string ChrfMeter::signature() const {
  return "nrefs:1|case:mixed|eff:yes|nc:" + std::to_string(options_.character_orders) +
         "|nw:" + std::to_string(options_.word_orders) +
         "|space:" + (options_.keep_white_space ? "yes" : "no");
}

}  // namespace hexapla
