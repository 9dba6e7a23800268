#include "http/version_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "store/model/kind_order.h"

namespace hexapla {
namespace {

// Two versions are in one of these when they can be compared word by word.
struct Reach {
  std::string language, script;

  explicit Reach(const LanguageTag& tag) : language(tag.language()), script(tag.script()) {}
  friend auto operator<=>(const Reach&, const Reach&) = default;
};

std::vector<Reach> reaches_of(const std::vector<std::string>& languages) {
  std::vector<Reach> reaches;
  for (const std::string& language : languages) {
    if (const auto tag = LanguageTag::parse(language)) reaches.emplace_back(*tag);
  }
  return reaches;
}

// Where the reader's languages have it: `zh-TW` wants Chinese in traditional characters first, and
// in others before none.
std::size_t place_among(const std::vector<Reach>& wanted, const Reach& reach) {
  std::size_t place = 2 * wanted.size();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].language != reach.language) continue;
    place = std::min(place, 2 * i + (wanted[i].script == reach.script ? 0 : 1));
  }
  return place;
}

}  // namespace

std::vector<VariantId> default_versions(const std::vector<VariantSummary>& variants,
                                        const std::optional<VariantId>& base,
                                        const std::vector<std::string>& languages,
                                        std::size_t limit) {
  std::vector<std::size_t> order(variants.size());
  std::iota(order.begin(), order.end(), 0);
  std::erase_if(order, [&](std::size_t i) { return variants[i].is_withdrawn; });
  const auto is_base = [&](std::size_t i) { return base && variants[i].id == *base; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return std::pair(!is_base(one), reading_order(variants[one].kind)) <
           std::pair(!is_base(other), reading_order(variants[other].kind));
  });

  // How many of its language come before it, and how much that is wanted.
  struct Candidate {
    std::size_t before, wanted, place;
  };
  const std::vector<Reach> wanted = reaches_of(languages);
  std::map<Reach, std::size_t> taken;
  std::vector<Candidate> candidates;
  for (const std::size_t place : order) {
    const Reach reach(variants[place].id.language());
    candidates.push_back({is_base(place) ? 0 : taken[reach],
                          is_base(place) ? 0 : 1 + place_among(wanted, reach), place});
    ++taken[reach];
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& other) {
    return std::tie(one.before, one.wanted, one.place) <
           std::tie(other.before, other.wanted, other.place);
  });
  candidates.resize(std::min(candidates.size(), limit));
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& one, const Candidate& other) { return one.place < other.place; });
  std::vector<VariantId> chosen;
  for (const Candidate& candidate : candidates) chosen.push_back(variants[candidate.place].id);
  return chosen;
}

}  // namespace hexapla
