#include "translate/align/shared_words.h"

#include <algorithm>

#include "translate/align/coarse.h"

namespace hexapla {
namespace {

// What a step costs that stays with a sentence of one side, as groups and sentences without
// counterpart do.
constexpr float kStay = 1;
// What a path may lack of the best one. So much that beads came out the same on all texts tried,
// with a quarter of the points.
constexpr float kMostLacked = 40;
constexpr float kFullCount = 2;  // occurrences that make a known pair of words as good as any
constexpr std::uint32_t kReach = 2;

}  // namespace

SharedWords::SharedWords(const SentenceTable& source, std::size_t source_words,
                         const SentenceTable& target, std::size_t target_words,
                         std::span<const KnownPair> known)
    : source_(source),
      target_(target),
      known_(known),
      first_known_(source_words + 1, 0),
      places_of_(target_words) {
  for (const KnownPair& pair : known_) ++first_known_[pair.given + 1];
  for (std::size_t w = 0; w < source_words; ++w) first_known_[w + 1] += first_known_[w];
}

void SharedWords::list_places(const Stretch& stretch) {
  const std::uint32_t columns = stretch.target_count();
  const std::uint32_t first = target_.first_word[stretch.target_first];
  const std::uint32_t past = target_.first_word[stretch.target_past];
  for (std::uint32_t k = first; k < past; ++k) ++places_of_[target_.words[k].word].count;
  places_.resize(past - first);
  std::uint32_t next = 0;
  for (std::uint32_t j = 0; j < columns; ++j) {
    const std::uint32_t sentence = stretch.target_first + j;
    for (std::uint32_t k = target_.first_word[sentence]; k < target_.first_word[sentence + 1];
         ++k) {
      Places& of = places_of_[target_.words[k].word];
      if (!of.listed) {
        const std::uint32_t count = of.count;
        of = {next, 0, true, rarity_of(columns, count)};
        next += count;
      }
      places_[of.first + of.count++] = j;
    }
  }
}

// The next stretch finds them as if there had been none; cost: words of this one.
void SharedWords::forget_places(const Stretch& stretch) {
  for (std::uint32_t k = target_.first_word[stretch.target_first];
       k < target_.first_word[stretch.target_past]; ++k)
    places_of_[target_.words[k].word] = {};
}

void SharedWords::weigh_pairs(const Stretch& stretch) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  shared_.assign(std::size_t{rows} * columns, 0);
  for (std::uint32_t i = 0; i < rows; ++i) {
    float* const row = &shared_[std::size_t{i} * columns];
    const std::uint32_t sentence = stretch.source_first + i;
    for (std::uint32_t k = source_.first_word[sentence]; k < source_.first_word[sentence + 1];
         ++k) {
      const WordId word = source_.words[k].word;
      for (std::uint32_t p = first_known_[word]; p < first_known_[word + 1]; ++p) {
        const Places& of = places_of_[known_[p].produced];
        if (of.worth <= 0) continue;
        const float worth = of.worth * std::min(1.0F, known_[p].count / kFullCount);
        for (std::uint32_t at = of.first; at < of.first + of.count; ++at) row[places_[at]] += worth;
      }
    }
  }
}

// Paths go from pair to pair, by one sentence on one side or on both.
void SharedWords::weigh_paths(std::uint32_t rows, std::uint32_t columns) {
  before_.resize(shared_.size());
  after_.resize(shared_.size());
  for (std::uint32_t i = 0; i < rows; ++i) {
    const float* const shared = &shared_[std::size_t{i} * columns];
    float* const row = &before_[std::size_t{i} * columns];
    const float* const above = i > 0 ? row - columns : nullptr;
    row[0] = shared[0] + (i > 0 ? above[0] - kStay : 0);
    for (std::uint32_t j = 1; j < columns; ++j) {
      float best = row[j - 1] - kStay;
      if (i > 0) best = std::max({best, above[j - 1], above[j] - kStay});
      row[j] = shared[j] + best;
    }
  }
  for (std::uint32_t i = rows; i-- > 0;) {
    const float* const shared = &shared_[std::size_t{i} * columns];
    float* const row = &after_[std::size_t{i} * columns];
    const float* const below = row + columns;
    const std::uint32_t last = columns - 1;
    row[last] = i + 1 == rows ? 0 : below[last] + shared[last + columns] - kStay;
    for (std::uint32_t j = last; j-- > 0;) {
      float best = row[j + 1] + shared[j + 1] - kStay;
      if (i + 1 < rows)
        best = std::max(
            {best, below[j + 1] + shared[j + 1 + columns], below[j] + shared[j + columns] - kStay});
      row[j] = best;
    }
  }
}

Band SharedWords::band(const Stretch& stretch) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  if (rows == 0 || columns == 0) return full_band(stretch);
  list_places(stretch);
  weigh_pairs(stretch);
  forget_places(stretch);
  weigh_paths(rows, columns);

  // A pair stands between four points.
  const float least = before_.back() - kMostLacked;
  Band band;
  band.first.assign(rows + 1, columns);
  band.last.assign(rows + 1, 0);
  for (std::uint32_t i = 0; i < rows; ++i) {
    const float* const before = &before_[std::size_t{i} * columns];
    const float* const after = &after_[std::size_t{i} * columns];
    std::uint32_t first = 0, past = columns;
    while (before[first] + after[first] < least) ++first;
    while (before[past - 1] + after[past - 1] < least) --past;
    for (const std::uint32_t row : {i, i + 1}) {
      band.first[row] = std::min(band.first[row], first);
      band.last[row] = std::max(band.last[row], past);
    }
  }
  return widened(stretch, std::move(band), kReach);
}

}  // namespace hexapla
