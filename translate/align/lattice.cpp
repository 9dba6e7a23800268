#include "translate/align/lattice.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "translate/align/bead_scores.h"
#include "translate/align/bead_structure.h"
#include "translate/align/crossings.h"
#include "translate/align/fast_log.h"
#include "translate/align/joins.h"
#include "translate/align/log_sum.h"
#include "translate/align/pair_evidence.h"

namespace hexapla {
namespace {

constexpr std::size_t kReadPast = 3;  // numbers after the last that are read with it
constexpr float kImpossible = -1e30F;
constexpr float kMostOfTheRest = 19;  // that lengths and structure add to a score
constexpr std::uint8_t kLarge = 7;    // sentences of a group that only fitting lengths make likely
constexpr float kLeastOfLarge = -2;   // what its lengths must say for such a bead
// What lengths and words must say for one bead instead of two before it is asked what crosses their
// border: less is seldom made good, and asking costs time.
constexpr double kLeastCrossedLength = -3, kLeastCrossedWords = -12;
constexpr double kHopeless = 16;  // logarithm of what is too improbable to count
constexpr double kNothing = -45;  // logarithm of what, added to a bead's worth, changes no bit
struct Points {
  std::vector<std::size_t> offset;  // of each row's first point
  const Band& band;
  explicit Points(const Band& of) : offset(of.first.size() + 1, 0), band(of) {
    for (std::size_t i = 0; i < of.first.size(); ++i) {
      offset[i + 1] = offset[i] + of.last[i] - of.first[i] + 1;
      widest = std::max(widest, offset[i + 1] - offset[i]);
    }
  }
  std::size_t size() const { return offset.back(); }
  // Of the widest row, with what is read past its end.
  std::size_t width() const { return widest + kReadPast; }
  bool has(std::uint32_t i, std::uint32_t j) const {
    return j >= band.first[i] && j <= band.last[i];
  }
  // Grows with j by ones, from before the row on.
  std::size_t operator()(std::uint32_t i, std::uint32_t j) const {
    return offset[i] + j - band.first[i];
  }

 private:
  std::size_t widest = 0;
};

// Beads of a shape that end after the same source sentences: where, and what is known of them.
struct RowShape {
  std::uint8_t number;
  bool is_large;
  std::uint32_t first_end;  // target sentences before which the first of them ends
  std::uint32_t count;      // each of them ends with one sentence more
  std::size_t from_place;   // of the point where one begins, less the sentences of its end
  const float* values;      // what words and borders say for each; nothing for lone sentences
  const float* lengths;
};

}  // namespace

std::optional<std::size_t> shape_number(const LearnedBead& bead) {
  for (std::size_t s = 0; s < kShapeCount; ++s)
    if (kBeadShapes[s].source == bead.source_count && kBeadShapes[s].target == bead.target_count)
      return s;
  return std::nullopt;
}

ShapePriors starting_priors(const AlignTuning& tuning) {
  ShapePriors priors{};
  for (std::size_t s = 0; s < kShapeCount; ++s) {
    const auto [n, m] = kBeadShapes[s];
    if (n == 0 || m == 0)
      priors[s] = tuning.null_prior;
    else if (n == 1 && m == 1)
      priors[s] = 0.78;
    else if (n == 1 || m == 1)
      priors[s] = 0.07 * std::pow(0.3, n + m - 3);
    else
      priors[s] = 0.01 * std::pow(0.4, n + m - 4);
  }
  return priors;
}

Band full_band(const Stretch& stretch) {
  Band band;
  band.first.assign(stretch.source_count() + 1, 0);
  band.last.assign(stretch.source_count() + 1, stretch.target_count());
  return band;
}

StretchResult align_stretch(const Stretch& stretch, const Band& band, const BeadModels& models,
                            const LengthModel& lengths, const ShapePriors& priors,
                            double certainty) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  PairEvidence evidence(stretch, band, models);
  const BeadStructure structure(stretch, models);
  const Points points(band);
  const AlignTuning& tuning = models.tuning;

  std::array<float, kShapeCount> log_prior;
  for (std::size_t s = 0; s < kShapeCount; ++s)
    log_prior[s] = static_cast<float>(std::log(std::max(priors[s], 1e-9)));
  std::vector<double> source_letters(rows + 1, 0), target_letters(columns + 1, 0);
  for (std::uint32_t i = 0; i < rows; ++i)
    source_letters[i + 1] =
        source_letters[i] + static_cast<double>(models.source.letters[stretch.source_first + i]);
  for (std::uint32_t j = 0; j < columns; ++j)
    target_letters[j + 1] =
        target_letters[j] + static_cast<double>(models.target.letters[stretch.target_first + j]);

  const auto sharpness = static_cast<float>(certainty);
  // A sentence without counterpart is seldom alone: captions, notes, whole paragraphs are left out.
  // So a path remembers whether its last bead was such a one.
  const double none = priors[0] + priors[1];
  const double log_again =
      certainty * (std::log(tuning.null_again / 2) - std::log(std::max(none / 2, 1e-9)));
  const double log_back = certainty * (std::log(1 - tuning.null_again) - std::log(1 - none));

  std::vector<float> source_inner(rows + 1, 0), target_inner(columns + 1 + kReadPast, 0);
  for (std::uint32_t i = 1; i < rows; ++i)
    source_inner[i + 1] =
        source_inner[i] + models.borders.inner_source(models.source, stretch.source_first + i);
  for (std::uint32_t j = 1; j < columns; ++j)
    target_inner[j + 1] =
        target_inner[j] + models.borders.inner_target(models.target, stretch.target_first + j);
  std::vector<float> border(points.size() + kReadPast, 0);
  for (std::uint32_t i = 1; i < rows; ++i)
    for (std::uint32_t j = std::max(band.first[i], 1U); j <= std::min(band.last[i], columns - 1);
         ++j)
      border[points(i, j)] = 0.5F * models.borders.matched(models.source, stretch.source_first + i,
                                                           models.target, stretch.target_first + j);

  // Scores of all beads, by the point where they end; the sums over paths so far, before a bead
  // with counterpart and before one without.
  BeadScores scores(rows + 1, points.size());
  std::vector<double> before(points.size(), kNowhere), before_null(points.size(), kNowhere);
  const auto word_weight = static_cast<float>(tuning.word_weight);
  const auto length_weight = static_cast<float>(tuning.length_weight);
  double all = 0;
  LengthTable bead_lengths(lengths, target_letters, kLargestGroup, kShapeCount, points.width());
  std::vector<float> values(kShapeCount * points.width());  // of a row's beads
  for (std::uint32_t i = 0; i <= rows; ++i) {
    if (i > 0) evidence.advance_to(i - 1);
    const std::uint32_t first = band.first[i];
    // What beads of each shape may end in this row, and what words and borders say for them.
    std::array<RowShape, kShapeCount> shapes;
    std::size_t shape_count = 0;
    for (std::size_t s = 0; s < kShapeCount; ++s) {
      const auto [n, m] = kBeadShapes[s];
      if (n > i) continue;
      const std::uint32_t i0 = i - n;
      const std::size_t from_place = points(i0, 0) - m;
      const auto add_shape = [&](std::uint32_t first_end, std::uint32_t last_end,
                                 const float* of_words, const float* of_lengths) {
        if (first_end <= last_end)
          shapes[shape_count++] = {static_cast<std::uint8_t>(s),
                                   std::max(n, m) >= kLarge,
                                   first_end,
                                   last_end + 1 - first_end,
                                   from_place,
                                   of_words,
                                   of_lengths};
      };
      if (n == 0 || m == 0) {
        add_shape(first + m, std::min(band.last[i], band.last[i0]), nullptr, nullptr);
        continue;
      }
      const std::uint32_t begin = std::max(first, band.first[i - 1] + m);
      const std::uint32_t last = std::min({band.last[i], band.last[i0] + m, band.last[i0 + 1]});
      if (begin > last) continue;
      bead_lengths.fill(s, static_cast<float>(source_letters[i] - source_letters[i0]), m, begin,
                        last);
      float* const value = &values[s * points.width()];
      evidence.sum_up(kBeadShapes[s], begin, last, value);
      const float* const from = &border[from_place + begin];
      const float* const to = &border[points(i, begin)];
      const float* const inner_to = &target_inner[begin];
      const float* const inner_from = &target_inner[begin - m + 1];
      for (std::uint32_t k = 0; k <= last - begin; k += 4) {
        const FourFloats words = word_weight * load_four(value + k);
        store_four(value + k, log_prior[s] + (words + load_four(from + k) + load_four(to + k) +
                                              source_inner[i] - source_inner[i0 + 1] +
                                              load_four(inner_to + k) - load_four(inner_from + k)));
      }
      add_shape(begin, last, value, bead_lengths.row(s));
    }
    for (std::uint32_t j = first; j <= band.last[i]; ++j) {
      const std::size_t point = points(i, j);
      scores.begin(point);
      if (point == 0) {
        before[0] = before_null[0] = 0;
        continue;
      }
      LogSum<kShapeCount> matched, unmatched;
      for (const RowShape& shape : std::span(shapes).first(shape_count)) {
        const std::uint32_t k = j - shape.first_end;
        if (k >= shape.count) continue;
        const auto [n, m] = kBeadShapes[shape.number];
        const std::size_t from = shape.from_place + j;
        if (shape.values == nullptr) {
          float value = log_prior[shape.number] + structure.score(i - n, i, j - m, j);
          value *= sharpness;
          scores.add(from, point, shape.number, value);
          unmatched.add(before_null[from] + static_cast<double>(value));
          continue;
        }
        // Of groups so large hardly one is right, and none where lengths speak
        // against it.
        const float length = shape.lengths[k];
        if (shape.is_large && length < kLeastOfLarge) continue;
        float value = shape.values[k];
        // Lengths and structure cannot make up for everything: leave out what
        // is hopeless.
        if (certainty * static_cast<double>(value + kMostOfTheRest) + before[from] <
            matched.most() - kHopeless)
          continue;
        value += length_weight * length;
        value += structure.score(i - n, i, j - m, j);
        value *= sharpness;
        scores.add(from, point, shape.number, value);
        matched.add(before[from] + static_cast<double>(value));
      }
      const double last_matched = matched.value(), last_null = unmatched.value();
      before[point] = log_of_sum(last_matched, last_null + log_back);
      before_null[point] = log_of_sum(last_matched, last_null + log_again);
      if (i == rows && j == columns) all = log_of_sum(last_matched, last_null);
    }
    scores.end_row(i);
  }

  // The sums over paths from each point to the end, after a bead with counterpart and after one
  // without.
  std::vector<double> after(points.size(), kNowhere), after_null(points.size(), kNowhere);
  StretchResult result;
  for (std::uint32_t i = rows + 1; i-- > 0;) {
    std::array<std::size_t, kShapeCount> to_place{};
    for (std::size_t s = 0; s < kShapeCount; ++s)
      if (const auto [n, m] = kBeadShapes[s]; i + n <= rows) to_place[s] = points(i + n, 0) + m;
    for (std::uint32_t j = band.last[i] + 1; j-- > band.first[i];) {
      const std::size_t point = points(i, j);
      if (i == rows && j == columns) {
        after[point] = after_null[point] = 0;
        continue;
      }
      LogSum<kShapeCount> matched, unmatched;
      BeadScores::for_each(scores.begun_at(point), [&](std::size_t s) {
        const std::size_t end = to_place[s] + j;
        const auto score = static_cast<double>(scores.at(i + kBeadShapes[s].source, end, s));
        if (kBeadShapes[s].source > 0 && kBeadShapes[s].target > 0)
          matched.add(after[end] + score);
        else
          unmatched.add(after_null[end] + score);
      });
      const double next_matched = matched.value(), next_null = unmatched.value();
      after[point] = log_of_sum(next_matched, next_null);
      after_null[point] = log_of_sum(next_matched + log_back, next_null + log_again);
    }
  }

  std::vector<float> link(evidence.size(), 0);

  // Choose beads: each is worth its probability, less what one more bead costs.
  // Worths of as many rows as a bead spans, in a ring.
  constexpr std::uint32_t kRows = kLargestGroup + 1;
  std::vector<double> worths(kRows * points.width());
  std::vector<std::uint8_t> choice(points.size(), 0xFF);
  result.likely.first.assign(rows + 1, columns);
  result.likely.last.assign(rows + 1, 0);
  for (std::uint32_t i = 0; i <= rows; ++i) {
    const auto worth_place = [&](std::uint32_t row) {
      return row % kRows * points.width() - band.first[row];
    };
    std::array<std::size_t, kShapeCount> from_place{}, from_worth{};
    for (std::size_t s = 0; s < kShapeCount; ++s) {
      const auto [n, m] = kBeadShapes[s];
      if (n > i) continue;
      from_place[s] = points(i - n, 0) - m;
      from_worth[s] = worth_place(i - n) - m;
    }
    for (std::uint32_t j = band.first[i]; j <= band.last[i]; ++j) {
      const std::size_t point = points(i, j);
      double& worth = worths[worth_place(i) + j];
      worth = point == 0 ? 0 : static_cast<double>(kImpossible);
      if (before[point] + std::max(after[point], after_null[point]) > all - 9) {
        result.likely.first[i] = std::min(result.likely.first[i], j);
        result.likely.last[i] = std::max(result.likely.last[i], j);
      }
      float* score = scores.of(i, point);
      BeadScores::for_each(scores.ended_at(point), [&](std::size_t s) {
        const auto [n, m] = kBeadShapes[s];
        const std::size_t from = from_place[s] + j;
        const double logarithm =
            (n > 0 && m > 0 ? before[from] + after[point] : before_null[from] + after_null[point]) +
            static_cast<double>(*score) - all;
        const double probability = logarithm < kNothing ? 0 : std::exp(std::min(0.0, logarithm));
        *score++ = static_cast<float>(probability);
        if (probability >= 0.01 && n > 0 && m > 0)
          for (std::uint32_t a = i - n; a < i; ++a)
            for (std::uint32_t b = j - m; b < j; ++b)
              link[evidence.place(a, b)] += static_cast<float>(probability);
        const double gain = probability - tuning.bead_cost;
        if (worths[from_worth[s] + j] + gain > worth) {
          worth = worths[from_worth[s] + j] + gain;
          choice[point] = static_cast<std::uint8_t>(s);
        }
      });
    }
  }
  for (std::uint32_t a = 0; a < rows; ++a)
    for (std::uint32_t b = evidence.first(a); b < evidence.past(a); ++b)
      if (const float weight = link[evidence.place(a, b)];
          weight >= static_cast<float>(tuning.least_link))
        result.links.push_back(
            {stretch.source_first + a, stretch.target_first + b, std::min(weight, 1.0F)});
  for (std::uint32_t i = rows, j = columns; i > 0 || j > 0;) {
    const std::size_t point = points(i, j);
    const std::uint8_t s = choice[point];
    const auto [n, m] = kBeadShapes[s];
    const float probability = scores.at(i, point, s);
    i -= n;
    j -= m;
    result.beads.push_back({stretch.source_first + i, n, stretch.target_first + j, m, probability});
  }
  std::reverse(result.beads.begin(), result.beads.end());

  // What the chosen beads hold too much or too little, as soon as the words are known as well as
  // they will be.
  if (certainty < tuning.certainty) return result;
  struct Sides {
    std::uint32_t i0, i1, j0, j1;
  };
  const auto sides_of = [&](const LearnedBead& bead) {
    const std::uint32_t i = bead.source_first - stretch.source_first;
    const std::uint32_t j = bead.target_first - stretch.target_first;
    return Sides{i, i + bead.source_count, j, j + bead.target_count};
  };
  const auto length = [&](const Sides& s) {
    return lengths.log_ratio(static_cast<float>(source_letters[s.i1] - source_letters[s.i0]),
                             static_cast<float>(target_letters[s.j1] - target_letters[s.j0]),
                             s.j1 - s.j0);
  };
  const auto border_at = [&](std::uint32_t i, std::uint32_t j) {
    return points.has(i, j) ? border[points(i, j)] : 0.0F;
  };
  const auto log_odds = [&](const LearnedBead& joined,
                            const LearnedBead& rest) -> std::optional<double> {
    const auto shape = shape_number(joined), rest_shape = shape_number(rest);
    if (!shape || !rest_shape) return std::nullopt;
    const Sides whole = sides_of(joined), part = sides_of(rest);
    if (!evidence.holds(whole.i0, whole.i1, whole.j0, whole.j1)) return std::nullopt;
    const bool spare_source = joined.source_count > rest.source_count;
    const auto explained = [&](const Sides& s) {
      return spare_source ? evidence.of_targets_anew(s.i0, s.i1, s.j0, s.j1)
                          : evidence.of_sources_anew(s.i0, s.i1, s.j0, s.j1);
    };
    const auto inner = [&](const Sides& s) {
      return source_inner[s.i1] - source_inner[s.i0 + 1] + target_inner[s.j1] -
             target_inner[s.j0 + 1];
    };
    const auto difference = [&](const auto& of) {
      return static_cast<double>(of(whole)) - static_cast<double>(of(part));
    };
    JoinEvidence found;
    found.prior = static_cast<double>(log_prior[*shape]) -
                  static_cast<double>(log_prior[*rest_shape]) -
                  static_cast<double>(log_prior[spare_source ? 0 : 1]);
    found.explained = difference(explained);
    found.length = difference(length);
    found.inner = difference(inner);
    found.border =
        difference([&](const Sides& s) { return border_at(s.i0, s.j0) + border_at(s.i1, s.j1); });
    found.structure =
        difference([&](const Sides& s) { return structure.score(s.i0, s.i1, s.j0, s.j1); });
    return join_log_odds(found);
  };
  result.beads = settle_joins(result.beads, log_odds);
  const auto crossed = [&](const LearnedBead& first, const LearnedBead& second,
                           const LearnedBead& both) -> std::optional<double> {
    const Sides whole = sides_of(both), a = sides_of(first), b = sides_of(second);
    if (!shape_number(both) || !evidence.holds(whole.i0, whole.i1, whole.j0, whole.j1))
      return std::nullopt;
    const auto more = [&](const auto& of) {
      return static_cast<double>(of(whole)) - static_cast<double>(of(a)) -
             static_cast<double>(of(b));
    };
    CrossingEvidence found;
    found.length = more(length);
    if (found.length < kLeastCrossedLength) return std::nullopt;
    const PairEvidence::Neighbours words =
        evidence.of_neighbours(a.i0, a.i1, b.i1, a.j0, a.j1, b.j1);
    if (static_cast<double>(words.both) - static_cast<double>(words.first) -
            static_cast<double>(words.second) <
        kLeastCrossedWords)
      return std::nullopt;
    found.border = static_cast<double>(border_at(b.i0, b.j0));
    found.structure = more([&](const Sides& s) { return structure.score(s.i0, s.i1, s.j0, s.j1); });
    found.crossing = static_cast<double>(words_across(first, second, models));
    return crossing_log_odds(found);
  };
  result.beads = join_crossed(result.beads, crossed);
  return result;
}

}  // namespace hexapla
