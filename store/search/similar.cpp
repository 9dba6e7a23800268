#include "store/search/similar.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace hexapla {

std::vector<SegmentPlace> find_similar(const IndexReader& index,
                                       const std::vector<const SearchTerm*>& terms, double share,
                                       bool superseded, std::size_t limit) {
  struct Rarity {
    std::uint64_t texts;
    const SearchTerm* term;
  };
  std::vector<Rarity> rarest;
  for (const SearchTerm* term : terms) rarest.push_back({index.texts_with(term->text), term});
  std::sort(rarest.begin(), rarest.end(), [](const Rarity& a, const Rarity& b) {
    return a.texts != b.texts ? a.texts < b.texts : a.term->text < b.term->text;
  });
  const double count = static_cast<double>(rarest.size());
  const auto looked_up_anyway = static_cast<std::size_t>(count - std::ceil(share * count)) + 1;

  // By text, and segment in the lower bits; texts have fewer segments than that by far.
  constexpr unsigned kSegmentBits = 24;
  std::unordered_map<std::uint64_t, double> weights;
  const auto texts = static_cast<double>(index.totals().texts);
  std::size_t met = 0;
  for (std::size_t i = 0; i < rarest.size(); ++i) {
    if (rarest[i].texts == 0) continue;
    if (i >= looked_up_anyway && met + rarest[i].texts > kMostPostingsMet) break;
    const auto with = static_cast<double>(rarest[i].texts);
    const double weight = std::log1p((std::max(texts, with) - with + 0.5) / (with + 0.5));
    index.visit(rarest[i].term->text,
                [&](std::uint64_t text, const std::vector<std::uint32_t>& segments) {
                  for (const std::uint32_t segment : segments) {
                    if (segment >> kSegmentBits == 0)
                      weights[text << kSegmentBits | segment] += weight;
                  }
                  met += segments.size();
                  return met < 2 * kMostPostingsMet;
                });
  }
  std::vector<std::pair<double, std::uint64_t>> best;
  best.reserve(weights.size());
  for (const auto& [place, weight] : weights) best.emplace_back(weight, place);
  // Newest first among equals, so that the order does not hang on the map's.
  std::sort(best.begin(), best.end(), std::greater<>());
  std::vector<SegmentPlace> places;
  for (const auto& [weight, place] : best) {
    if (places.size() == limit) break;
    const std::uint64_t text = place >> kSegmentBits;
    const TextFacts facts = index.facts(text);
    if (!facts.is_text() || (facts.superseded && !superseded)) continue;
    places.push_back({text, static_cast<std::uint32_t>(place & ((1U << kSegmentBits) - 1)), facts});
  }
  return places;
}

}  // namespace hexapla
