#include "translate/align/coarse.h"

#include <algorithm>
#include <cmath>

namespace hexapla {
namespace {

constexpr std::array<BeadShape, 8> kCoarseShapes{
    {{1, 1}, {1, 2}, {2, 1}, {1, 0}, {0, 1}, {1, 3}, {3, 1}, {2, 2}}};
constexpr std::array<float, 8> kCoarseLogPriors{-0.2F, -2.5F, -2.5F, -4.5F,
                                                -4.5F, -4.0F, -4.0F, -4.0F};

constexpr std::uint32_t kMostTargets = 3;  // of a shape

// Where the pairs of each given word begin, and where the last end: pairs are by given word.
std::vector<std::size_t> first_of_each(std::span<const KnownPair> pairs) {
  std::vector<std::size_t> first(pairs.empty() ? 1 : std::size_t{pairs.back().given} + 2, 0);
  for (const KnownPair& pair : pairs) ++first[pair.given + 1];
  for (std::size_t w = 0; w + 1 < first.size(); ++w) first[w + 1] += first[w];
  return first;
}

// The band of a fixed width around the line on which both texts are told in proportion.
Band diagonal_band(const Stretch& stretch, const SentenceTable& source,
                   const SentenceTable& target) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  const std::uint32_t reach = std::clamp(std::max(rows, columns) / 12, 40U, 250U);
  double source_all = 0, target_all = 0;
  for (std::uint32_t i = 0; i < rows; ++i)
    source_all += static_cast<double>(source.letters[stretch.source_first + i]) + 1;
  for (std::uint32_t j = 0; j < columns; ++j)
    target_all += static_cast<double>(target.letters[stretch.target_first + j]) + 1;
  Band band;
  double source_here = 0, target_here = 0;
  std::uint32_t j = 0;
  for (std::uint32_t i = 0; i <= rows; ++i) {
    while (j < columns && target_here * source_all < source_here * target_all)
      target_here += static_cast<double>(target.letters[stretch.target_first + j++]) + 1;
    band.first.push_back(j);
    band.last.push_back(j);
    if (i < rows) source_here += static_cast<double>(source.letters[stretch.source_first + i]) + 1;
  }
  return widened(stretch, std::move(band), reach);
}

}  // namespace

float rarity_of(std::uint32_t sentences, std::uint32_t places) {
  const double ratio = static_cast<double>(sentences) / static_cast<double>(places);
  return static_cast<float>(std::min(std::log(ratio / 8), 3.0));
}

Band widened(const Stretch& stretch, Band likely, std::uint32_t reach) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  likely.first[0] = 0;
  likely.last[rows] = columns;
  for (std::uint32_t i = rows; i-- > 0;)
    likely.first[i] = std::min(likely.first[i], likely.first[i + 1]);
  for (std::uint32_t i = 1; i <= rows; ++i)
    likely.last[i] = std::max(likely.last[i], likely.last[i - 1]);
  Band band;
  band.first.resize(rows + 1);
  band.last.resize(rows + 1);
  for (std::uint32_t i = 0; i <= rows; ++i) {
    const std::uint32_t low = likely.first[i >= reach ? i - reach : 0];
    const std::uint32_t high = likely.last[std::min(i + reach, rows)];
    band.first[i] = std::min(low, likely.first[i] >= reach ? likely.first[i] - reach : 0);
    band.last[i] = std::max(high, std::min(likely.last[i] + reach, columns));
  }
  // Steps of the band touch, so that a path gets through.
  for (std::uint32_t i = 1; i <= rows; ++i)
    band.first[i] = std::min(band.first[i], band.last[i - 1]);
  for (std::uint32_t i = rows; i-- > 0;) band.first[i] = std::min(band.first[i], band.first[i + 1]);
  return band;
}

Band band_around(const Stretch& stretch, std::span<const LearnedBead> beads, std::uint32_t reach) {
  Band band;
  const std::uint32_t rows = stretch.source_count();
  band.first.assign(rows + 1, stretch.target_count());
  band.last.assign(rows + 1, 0);
  const auto pass = [&](std::uint32_t i, std::uint32_t j) {
    band.first[i] = std::min(band.first[i], j);
    band.last[i] = std::max(band.last[i], j);
  };
  pass(0, 0);
  for (const LearnedBead& bead : beads) {
    const std::uint32_t j = bead.target_first - stretch.target_first;
    const std::uint32_t i = bead.source_first - stretch.source_first;
    pass(i, j);
    for (std::uint32_t n = 1; n <= bead.source_count; ++n) pass(i + n, j + bead.target_count);
  }
  return widened(stretch, std::move(band), reach);
}

std::vector<LearnedBead> align_coarsely(const Stretch& stretch, const SentenceTable& source,
                                        const SentenceTable& target,
                                        std::span<const KnownPair> known, std::size_t target_words,
                                        const LengthModel& lengths, const AlignTuning& tuning) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  const Band band = diagonal_band(stretch, source, target);
  std::vector<std::size_t> offset(rows + 2, 0);
  for (std::uint32_t i = 0; i <= rows; ++i)
    offset[i + 1] = offset[i] + band.last[i] - band.first[i] + 1;

  // Where each target word of a known pair is.
  std::vector<std::uint32_t> first_place(target_words + 1, 0), places;
  const auto words_of_target = [&](std::uint32_t j) {
    const std::uint32_t sentence = stretch.target_first + j;
    return std::span(target.words)
        .subspan(target.first_word[sentence],
                 target.first_word[sentence + 1] - target.first_word[sentence]);
  };
  for (std::uint32_t j = 0; j < columns; ++j)
    for (const WordCount& word : words_of_target(j)) ++first_place[word.word + 1];
  for (std::size_t w = 0; w < target_words; ++w) first_place[w + 1] += first_place[w];
  places.resize(first_place.back());
  std::vector<std::uint32_t> next(first_place.begin(), first_place.end() - 1);
  for (std::uint32_t j = 0; j < columns; ++j)
    for (const WordCount& word : words_of_target(j)) places[next[word.word]++] = j;

  std::vector<double> source_letters(rows + 1, 0), target_letters(columns + 1, 0);
  for (std::uint32_t i = 0; i < rows; ++i)
    source_letters[i + 1] =
        source_letters[i] + static_cast<double>(source.letters[stretch.source_first + i]);
  for (std::uint32_t j = 0; j < columns; ++j)
    target_letters[j + 1] =
        target_letters[j] + static_cast<double>(target.letters[stretch.target_first + j]);

  // What each target word says of a pair, and the places of it that the band has left behind.
  std::vector<float> rarity(target_words, 0);
  for (std::size_t w = 0; w < target_words; ++w)
    if (const std::uint32_t count = first_place[w + 1] - first_place[w]; count > 0)
      rarity[w] = rarity_of(columns, count);
  std::copy(first_place.begin(), first_place.end() - 1, next.begin());
  const std::vector<std::size_t> first_known = first_of_each(known);

  std::uint32_t widest = 0;
  for (std::uint32_t i = 0; i <= rows; ++i)
    widest = std::max(widest, band.last[i] + 1 - band.first[i]);
  LengthTable bead_lengths(lengths, target_letters, kMostTargets, kCoarseShapes.size(), widest);
  // Evidence of the last three source sentences for each target sentence, added up from the left.
  constexpr std::uint32_t kRows = 4;
  std::array<std::vector<float>, kRows> shared;
  std::array<std::vector<float>, kRows> best;
  for (auto& row : shared) row.assign(columns + 1, 0);
  for (auto& row : best) row.assign(columns + 1, -1e30F);
  std::vector<std::uint8_t> choice(offset.back(), 0xFF);
  for (std::uint32_t i = 0; i <= rows; ++i) {
    auto& row = best[i % kRows];
    auto& evidence = shared[i % kRows];
    std::fill(row.begin() + band.first[i], row.begin() + band.last[i] + 1, -1e30F);
    if (i > 0) {
      const std::uint32_t low = band.first[i - 1], high = band.last[i];
      std::fill(evidence.begin() + low, evidence.begin() + high + 1, 0.0F);
      const std::uint32_t sentence = stretch.source_first + i - 1;
      for (std::uint32_t k = source.first_word[sentence]; k < source.first_word[sentence + 1];
           ++k) {
        const WordId word = source.words[k].word;
        if (word + 1 >= first_known.size()) continue;
        for (const KnownPair& pair :
             known.subspan(first_known[word], first_known[word + 1] - first_known[word])) {
          const float worth =
              rarity[pair.produced] * pair.count / static_cast<float>(tuning.cognate_weight);
          if (worth <= 0) continue;
          const std::uint32_t past = first_place[pair.produced + 1];
          std::uint32_t& at = next[pair.produced];
          while (at < past && places[at] < low) ++at;
          for (std::uint32_t here = at; here < past && places[here] < high; ++here)
            evidence[places[here] + 1] += worth;
        }
      }
      for (std::uint32_t j = low + 1; j <= high; ++j) evidence[j] += evidence[j - 1];
    }
    std::array<std::uint32_t, kCoarseShapes.size()> first_end{};
    for (std::size_t s = 0; s < kCoarseShapes.size(); ++s) {
      const auto [n, m] = kCoarseShapes[s];
      if (n == 0 || m == 0 || n > i) continue;
      first_end[s] = std::max(band.first[i], band.first[i - 1] + m);
      bead_lengths.fill(s, static_cast<float>(source_letters[i] - source_letters[i - n]), m,
                        first_end[s],
                        std::min({band.last[i], band.last[i - n] + m, band.last[i - n + 1]}));
    }
    for (std::uint32_t j = band.first[i]; j <= band.last[i]; ++j) {
      float top = i == 0 && j == 0 ? 0 : -1e30F;
      std::uint8_t chosen = 0xFF;
      for (std::size_t s = 0; s < kCoarseShapes.size(); ++s) {
        const auto [n, m] = kCoarseShapes[s];
        if (n > i || m > j) continue;
        const std::uint32_t i0 = i - n, j0 = j - m;
        if (j0 < band.first[i0] || j0 > band.last[i0]) continue;
        float value = best[i0 % kRows][j0] + kCoarseLogPriors[s];
        if (value <= top) continue;
        if (n > 0 && m > 0) {
          if (j0 < band.first[i - 1] || j > band.last[i0 + 1]) continue;
          value += bead_lengths.row(s)[j - first_end[s]];
          for (std::uint32_t r = i0 + 1; r <= i; ++r)
            value += shared[r % kRows][j] - shared[r % kRows][j0];
        }
        if (value > top) {
          top = value;
          chosen = static_cast<std::uint8_t>(s);
        }
      }
      row[j] = top;
      choice[offset[i] + j - band.first[i]] = chosen;
    }
  }
  std::vector<LearnedBead> beads;
  for (std::uint32_t i = rows, j = columns; i > 0 || j > 0;) {
    const auto [n, m] = kCoarseShapes[choice[offset[i] + j - band.first[i]]];
    i -= n;
    j -= m;
    beads.push_back({stretch.source_first + i, n, stretch.target_first + j, m, 0});
  }
  std::reverse(beads.begin(), beads.end());
  return beads;
}

}  // namespace hexapla
