#include "translate/align/bead_paths.h"

#include <cmath>
#include <tuple>

namespace hexapla {
namespace {

constexpr float kMostOfTheRest = 19;  // that lengths and structure add to a score
constexpr std::uint8_t kLarge = 7;    // sentences of a group that only fitting lengths make likely
constexpr float kLeastOfLarge = -2;   // what its lengths must say for such a bead
constexpr double kHopeless = 16;      // logarithm of what is too improbable to count
constexpr double kNothing = -45;      // logarithm of what, added to a bead's worth, changes no bit
constexpr double kUnlikely = 9;       // below the best paths, of points that need not be looked at
constexpr std::size_t kSourceAlone = 0, kTargetAlone = 1;  // shapes without counterpart
constexpr std::uint32_t kRows = kLargestGroup + 1;         // that a bead spans

bool has_two_sides(std::size_t shape) { return shape > kTargetAlone; }

// Where a bead is among four scores of rows written down wide.
FourInts beads_of(FourFloats scores, std::uint32_t count) {
  return first_lanes(count) & (scores > BeadScores::kNoBead / 2);
}

}  // namespace

BeadParts::BeadParts(const Stretch& stretch, const BeadModels& models, const ShapePriors& priors) {
  const std::uint32_t rows = stretch.source_count(), columns = stretch.target_count();
  for (std::size_t s = 0; s < kShapeCount; ++s)
    log_prior[s] = static_cast<float>(std::log(std::max(priors[s], 1e-9)));
  source_letters.assign(rows + 1, 0);
  target_letters.assign(columns + 1, 0);
  for (std::uint32_t i = 0; i < rows; ++i)
    source_letters[i + 1] =
        source_letters[i] + static_cast<double>(models.source.letters[stretch.source_first + i]);
  for (std::uint32_t j = 0; j < columns; ++j)
    target_letters[j + 1] =
        target_letters[j] + static_cast<double>(models.target.letters[stretch.target_first + j]);
  source_inner.assign(rows + 1, 0);
  target_inner.assign(columns + 1 + BandPoints::kReadPast, 0);
  for (std::uint32_t i = 1; i < rows; ++i)
    source_inner[i + 1] =
        source_inner[i] + models.borders.inner_source(models.source, stretch.source_first + i);
  for (std::uint32_t j = 1; j < columns; ++j)
    target_inner[j + 1] =
        target_inner[j] + models.borders.inner_target(models.target, stretch.target_first + j);
}

BeadPaths::BeadPaths(const Stretch& stretch, const Band& band, const BandPoints& points,
                     const BeadModels& models, const LengthModel& lengths, const BeadParts& parts,
                     const BeadStructure& structure, const ShapePriors& priors, double certainty)
    : stretch_(stretch),
      band_(band),
      points_(points),
      models_(models),
      lengths_(lengths),
      parts_(parts),
      structure_(structure),
      rows_(stretch.source_count()),
      columns_(stretch.target_count()),
      certainty_(certainty),
      sharpness_(static_cast<float>(certainty)),
      scores_(rows_ + 1, points.size()),
      borders_(kRows * points.width(), 0) {
  // A sentence without counterpart is seldom alone: captions, notes, whole paragraphs are left out.
  // So a path remembers whether its last bead was such a one.
  const double none = priors[kSourceAlone] + priors[kTargetAlone];
  const double again = models.tuning.null_again;
  log_again_ = certainty * (std::log(again / 2) - std::log(std::max(none / 2, 1e-9)));
  log_back_ = certainty * (std::log(1 - again) - std::log(1 - none));
}

void BeadPaths::set_borders(std::uint32_t i) {
  float* const row = &borders_[i % kRows * points_.width()];
  std::fill_n(row, points_.width(), 0.0F);
  if (i == 0 || i == rows_ || columns_ == 0) return;
  const std::uint32_t first = band_.first[i];
  for (std::uint32_t j = std::max(first, 1U); j <= std::min(band_.last[i], columns_ - 1); ++j)
    row[j - first] = border_inside(i, j);
}

void BeadPaths::go_forward(PairEvidence& evidence) {
  const std::size_t width = points_.width();
  before_.assign(points_.size() + BandPoints::kReadPast, kNowhere);
  before_null_.assign(points_.size(), kNowhere);
  LengthTable lengths(lengths_, parts_.target_letters, kLargestGroup, kShapeCount, width);
  RowSums sums(width, kShapeCount);
  std::vector<float> scores(BeadScores::wide_size(width));
  std::vector<std::int32_t> ended;
  std::vector<double> matched;
  for (std::uint32_t i = 0; i <= rows_; ++i) {
    if (i > 0) evidence.advance_to(i - 1);
    set_borders(i);
    const std::uint32_t first = band_.first[i];
    ended.assign(points_.in_row(i) + BandPoints::kReadPast, 0);
    score_row(i, value_row(i, evidence, lengths, scores), scores, ended, sums);
    sums.sum_up(matched);
    for (std::uint32_t j = first; j <= band_.last[i]; ++j) {
      const std::size_t point = points_(i, j), k = j - first;
      if (point == 0) {
        before_[0] = before_null_[0] = 0;
        continue;
      }
      LogSum<2> unmatched;
      const auto add = [&](std::size_t shape, std::size_t from) {
        const float score = null_score(shape, i, j);
        scores[shape * width + k] = score;
        ended[k] |= 1 << shape;
        unmatched.add(before_null_[from] + static_cast<double>(score));
      };
      if (i > 0 && j <= band_.last[i - 1]) add(kSourceAlone, points_(i - 1, j));
      if (j > first) add(kTargetAlone, point - 1);
      const double last_matched = matched[k], last_null = unmatched.value();
      before_[point] = log_of_sum(last_matched, last_null + log_back_);
      before_null_[point] = log_of_sum(last_matched, last_null + log_again_);
      if (i == rows_ && j == columns_) all_ = log_of_sum(last_matched, last_null);
    }
    scores_.keep(i, points_(i, first), std::span(ended).first(points_.in_row(i)), scores, width);
  }
}

BeadPaths::RowShapes BeadPaths::value_row(std::uint32_t i, const PairEvidence& evidence,
                                          LengthTable& lengths, std::vector<float>& scores) {
  RowShapes result;
  const std::size_t width = points_.width();
  const std::uint32_t first = band_.first[i];
  const auto word_weight = static_cast<float>(models_.tuning.word_weight);
  for (std::size_t s = 0; s < kShapeCount; ++s) {
    const auto [n, m] = kBeadShapes[s];
    if (!has_two_sides(s) || n > i) continue;
    const std::uint32_t i0 = i - n;
    const std::uint32_t begin = std::max(first, band_.first[i - 1] + m);
    const std::uint32_t last = std::min({band_.last[i], band_.last[i0] + m, band_.last[i0 + 1]});
    if (begin > last) continue;
    lengths.fill(s, static_cast<float>(parts_.source_letters[i] - parts_.source_letters[i0]), m,
                 begin, last);
    float* const value = &scores[s * width + (begin - first)];
    evidence.sum_up(kBeadShapes[s], begin, last, value);
    const float* const from = &borders_[i0 % kRows * width + (begin - m - band_.first[i0])];
    const float* const to = &borders_[i % kRows * width + (begin - first)];
    const float* const inner_to = &parts_.target_inner[begin];
    const float* const inner_from = &parts_.target_inner[begin - m + 1];
    for (std::uint32_t k = 0; k <= last - begin; k += 4) {
      const FourFloats words = word_weight * load_four(value + k);
      store_four(value + k,
                 parts_.log_prior[s] + (words + load_four(from + k) + load_four(to + k) +
                                        parts_.source_inner[i] - parts_.source_inner[i0 + 1] +
                                        load_four(inner_to + k) - load_four(inner_from + k)));
    }
    result.shapes[result.count++] = {static_cast<std::uint32_t>(s), begin, last + 1 - begin,
                                     points_(i0, begin - m), lengths.row(s)};
  }
  return result;
}

void BeadPaths::score_row(std::uint32_t i, const RowShapes& shapes, std::vector<float>& scores,
                          std::vector<std::int32_t>& ended, RowSums& sums) const {
  const std::uint32_t first = band_.first[i];
  const auto length_weight = static_cast<float>(models_.tuning.length_weight);
  const float sharpness = sharpness_;
  const FourDoubles certainty = four_times(certainty_), hopeless = four_times(kHopeless);
  sums.begin(points_.in_row(i));
  for (const RowShape& shape : shapes.all()) {
    const auto [n, m] = kBeadShapes[shape.number];
    const std::size_t place = shape.first_end - first;
    float* const score = &scores[shape.number * points_.width() + place];
    const double* const before = &before_[shape.from];
    const bool is_large = std::max(n, m) >= kLarge;
    const float* const lengths = shape.lengths;
    const std::uint32_t count = shape.count;
    std::int32_t* const bits = &ended[place];
    const std::int32_t bit = 1 << shape.number;
    RowSums::Run run = sums.begin_run(place, count);
    for (std::uint32_t k = 0; k < count; k += 4) {
      const FourFloats value = load_four(score + k), length = load_four(lengths + k);
      const FourDoubles so_far = load_four(before + k);
      // Lengths and structure cannot make up for everything: leave out what is hopeless.
      FourInts left =
          first_lanes(count - k) &
          ~less(certainty * to_doubles(value + kMostOfTheRest) + so_far, run.most(k) - hopeless);
      // Of groups so large hardly one is right, and none where lengths speak against it.
      if (is_large) left &= ~(length < kLeastOfLarge);
      if (none_holds(left)) {
        run.add_nothing(k);
        continue;
      }
      FourFloats full = value + length_weight * length;
      if (structure_.is_known()) full += structure_of(shape, i, shape.first_end + k, left);
      full *= sharpness;
      store_four(score + k, full);
      run.add(k, left, so_far + to_doubles(full));
      store_four(bits + k, load_four(bits + k) | (left & bit));
    }
  }
}

// What blocks and roles say for the four beads of a shape that end before the target sentences from
// `j` on, as far as they are `present`.
FourFloats BeadPaths::structure_of(const RowShape& shape, std::uint32_t i, std::uint32_t j,
                                   FourInts present) const {
  FourFloats result{};
  const auto [n, m] = kBeadShapes[shape.number];
  for (std::uint32_t lane = 0; lane < 4; ++lane)
    if (present[lane] != 0) result[lane] = structure_.score(i - n, i, j + lane - m, j + lane);
  return result;
}

float BeadPaths::null_score(std::size_t shape, std::uint32_t i, std::uint32_t j) const {
  const auto [n, m] = kBeadShapes[shape];
  return (parts_.log_prior[shape] + structure_.score(i - n, i, j - m, j)) * sharpness_;
}

void BeadPaths::go_back() {
  const std::size_t width = points_.width(), wide = BeadScores::wide_size(width);
  after_.assign(points_.size() + BandPoints::kReadPast, kNowhere);
  after_null_.assign(points_.size(), kNowhere);
  RowSums sums(width, kShapeCount);
  std::vector<double> matched;
  std::vector<float> scores(kRows * wide);  // of the rows where beads end, in a ring
  const auto scores_of = [&](std::uint32_t row, std::size_t shape) {
    return &scores[row % kRows * wide + shape * width];
  };
  for (std::uint32_t i = rows_ + 1; i-- > 0;) {
    const std::uint32_t first = band_.first[i], last = band_.last[i];
    scores_.widen(i, points_(i, first), points_.in_row(i), scores_of(i, 0), width);
    sums.begin(points_.in_row(i));
    for (std::size_t s = 0; s < kShapeCount; ++s) {
      const auto [n, m] = kBeadShapes[s];
      const std::uint32_t end_row = i + n;
      if (!has_two_sides(s) || end_row > rows_) continue;
      const std::uint32_t first_end = std::max(first + m, band_.first[end_row]);
      const std::uint32_t last_end = std::min(last + m, band_.last[end_row]);
      if (first_end > last_end) continue;
      const std::uint32_t count = last_end + 1 - first_end;
      const float* const score = scores_of(end_row, s) + (first_end - band_.first[end_row]);
      const double* const after = &after_[points_(end_row, first_end)];
      RowSums::Run run = sums.begin_run(first_end - m - first, count);
      for (std::uint32_t k = 0; k < count; k += 4) {
        const FourFloats of_beads = load_four(score + k);
        const FourInts present = beads_of(of_beads, count - k);
        if (none_holds(present))
          run.add_nothing(k);
        else
          run.add(k, present, load_four(after + k) + to_doubles(of_beads));
      }
    }
    sums.sum_up(matched);
    for (std::uint32_t j = last + 1; j-- > first;) {
      const std::size_t point = points_(i, j);
      if (i == rows_ && j == columns_) {
        after_[point] = after_null_[point] = 0;
        continue;
      }
      LogSum<2> unmatched;
      if (i < rows_ && points_.has(i + 1, j))
        unmatched.add(after_null_[points_(i + 1, j)] +
                      static_cast<double>(scores_of(i + 1, kSourceAlone)[j - band_.first[i + 1]]));
      if (j < last)
        unmatched.add(after_null_[point + 1] +
                      static_cast<double>(scores_of(i, kTargetAlone)[j + 1 - first]));
      const double next_matched = matched[j - first], next_null = unmatched.value();
      after_[point] = log_of_sum(next_matched, next_null);
      after_null_[point] = log_of_sum(next_matched + log_back_, next_null + log_again_);
    }
  }
}

double BeadPaths::probability(std::size_t shape, std::size_t from, std::size_t to,
                              float score) const {
  const double logarithm =
      (has_two_sides(shape) ? before_[from] + after_[to] : before_null_[from] + after_null_[to]) +
      static_cast<double>(score) - all_;
  return logarithm < kNothing ? 0 : std::exp(std::min(0.0, logarithm));
}

// Each bead is worth its probability, less what one more bead costs.
void BeadPaths::choose_matched(std::uint32_t i, const float* scores,
                               const std::vector<double>& worths, Best& best,
                               std::vector<Probable>& probable) const {
  const std::size_t width = points_.width();
  const std::uint32_t first = band_.first[i];
  const double bead_cost = models_.tuning.bead_cost;
  best.worth.assign(width, static_cast<double>(BeadScores::kNoBead));
  best.shape.assign(width, 0);
  for (std::size_t s = 0; s < kShapeCount; ++s) {
    const auto [n, m] = kBeadShapes[s];
    if (!has_two_sides(s) || n > i) continue;
    const std::uint32_t from_row = i - n;
    const std::uint32_t first_end = std::max(first, band_.first[from_row] + m);
    const std::uint32_t last_end = std::min(band_.last[i], band_.last[from_row] + m);
    if (first_end > last_end) continue;
    const std::uint32_t count = last_end + 1 - first_end;
    const float* const score = scores + s * width + (first_end - first);
    const std::size_t from = points_(from_row, first_end - m), to = points_(i, first_end);
    const double* const from_worth =
        &worths[worth_place(from_row) + (first_end - m - band_.first[from_row])];
    double* const best_worth = &best.worth[first_end - first];
    std::int32_t* const best_shape = &best.shape[first_end - first];
    const double *const before_bead = &before_[from], *const after_bead = &after_[to];
    for (std::uint32_t k = 0; k < count; k += 4) {
      const FourFloats of_beads = load_four(score + k);
      const FourInts present = beads_of(of_beads, count - k);
      if (none_holds(present)) continue;
      const FourDoubles logarithm = load_four(before_bead + k) + load_four(after_bead + k) +
                                    to_doubles(of_beads) - four_times(all_);
      FourDoubles gain = four_times(0 - bead_cost);
      if (const FourInts counts = present & ~less(logarithm, four_times(kNothing));
          !none_holds(counts)) {
        std::array<double, 4> gains;
        store_four(gains.data(), gain);
        for (std::uint32_t lane = 0; lane < 4; ++lane) {
          if (counts[lane] == 0) continue;
          const double of_bead = probability(s, from + k + lane, to + k + lane, score[k + lane]);
          gains[lane] = of_bead - bead_cost;
          if (of_bead >= 0.01)
            probable.push_back({first_end + k + lane, static_cast<std::uint32_t>(s), of_bead});
        }
        gain = load_four(gains.data());
      }
      const FourDoubles worth = load_four(from_worth + k) + gain,
                        before = load_four(best_worth + k);
      const FourInts better = present & less(before, worth);
      store_four(best_worth + k, where(better, worth, before));
      store_four(best_shape + k,
                 (better & static_cast<std::int32_t>(s)) | (~better & load_four(best_shape + k)));
    }
  }
}

StretchResult BeadPaths::choose(const PairEvidence& evidence) const {
  const std::size_t width = points_.width();
  StretchResult result;
  result.likely.first.assign(rows_ + 1, columns_);
  result.likely.last.assign(rows_ + 1, 0);
  std::vector<float> link(evidence.size(), 0);
  std::vector<float> scores(BeadScores::wide_size(width));
  // Worths of as many rows as a bead spans, in a ring.
  std::vector<double> worths(kRows * width + BandPoints::kReadPast);
  std::vector<std::uint8_t> choice(points_.size(), 0xFF);
  Best best;
  std::vector<Probable> probable;
  for (std::uint32_t i = 0; i <= rows_; ++i) {
    const std::uint32_t first = band_.first[i];
    scores_.widen(i, points_(i, first), points_.in_row(i), scores.data(), width);
    probable.clear();
    choose_matched(i, scores.data(), worths, best, probable);
    double* const row_worths = &worths[worth_place(i)];
    for (std::uint32_t j = first; j <= band_.last[i]; ++j) {
      const std::size_t point = points_(i, j), k = j - first;
      if (before_[point] + std::max(after_[point], after_null_[point]) > all_ - kUnlikely) {
        result.likely.first[i] = std::min(result.likely.first[i], j);
        result.likely.last[i] = std::max(result.likely.last[i], j);
      }
      double worth = point == 0 ? 0 : static_cast<double>(BeadScores::kNoBead);
      const auto consider = [&](std::size_t shape, double candidate) {
        if (candidate <= worth) return;
        worth = candidate;
        choice[point] = static_cast<std::uint8_t>(shape);
      };
      const auto gain = [&](std::size_t shape, std::size_t from) {
        return probability(shape, from, point, scores[shape * width + k]) -
               models_.tuning.bead_cost;
      };
      if (i > 0 && j <= band_.last[i - 1])
        consider(kSourceAlone, worths[worth_place(i - 1) + (j - band_.first[i - 1])] +
                                   gain(kSourceAlone, points_(i - 1, j)));
      if (j > first) consider(kTargetAlone, row_worths[k - 1] + gain(kTargetAlone, point - 1));
      consider(static_cast<std::size_t>(best.shape[k]), best.worth[k]);
      row_worths[k] = worth;
    }
    // Point by point, as sums of floats depend on their order.
    std::sort(probable.begin(), probable.end(), [](const Probable& a, const Probable& b) {
      return std::tie(a.end, a.shape) < std::tie(b.end, b.shape);
    });
    for (const Probable& bead : probable) {
      const auto [n, m] = kBeadShapes[bead.shape];
      for (std::uint32_t a = i - n; a < i; ++a)
        for (std::uint32_t b = bead.end - m; b < bead.end; ++b)
          link[evidence.place(a, b)] += static_cast<float>(bead.probability);
    }
  }
  for (std::uint32_t a = 0; a < rows_; ++a)
    for (std::uint32_t b = evidence.first(a); b < evidence.past(a); ++b)
      if (const float weight = link[evidence.place(a, b)];
          weight >= static_cast<float>(models_.tuning.least_link))
        result.links.push_back(
            {stretch_.source_first + a, stretch_.target_first + b, std::min(weight, 1.0F)});
  for (std::uint32_t i = rows_, j = columns_; i > 0 || j > 0;) {
    const std::size_t point = points_(i, j);
    const std::uint8_t s = choice[point];
    const auto [n, m] = kBeadShapes[s];
    const std::uint32_t first = band_.first[i];
    const float score = scores_.at(i, points_(i, first), j - first, s);
    const auto of_bead = static_cast<float>(probability(s, points_(i - n, j - m), point, score));
    i -= n;
    j -= m;
    result.beads.push_back({stretch_.source_first + i, n, stretch_.target_first + j, m, of_bead});
  }
  std::reverse(result.beads.begin(), result.beads.end());
  return result;
}

}  // namespace hexapla
