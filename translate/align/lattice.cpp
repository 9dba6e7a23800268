#include "translate/align/lattice.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "translate/align/bead_paths.h"
#include "translate/align/bead_structure.h"
#include "translate/align/crossings.h"
#include "translate/align/joins.h"
#include "translate/align/matched_words.h"
#include "translate/align/pair_evidence.h"

namespace hexapla {
namespace {

// What lengths and words must say for one bead instead of two before it is asked what crosses their
// border: less is seldom made good, and asking costs time.
constexpr double kLeastCrossedLength = -3, kLeastCrossedWords = -12;

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
  const BandPoints points(band);
  const BeadParts parts(stretch, models, priors);
  const BeadStructure structure(stretch, models);
  PairEvidence evidence(stretch, band, models);
  BeadPaths paths(stretch, band, points, models, lengths, parts, structure, priors, certainty);
  paths.go_forward(evidence);
  paths.go_back();
  StretchResult result = paths.choose(evidence);

  // What the chosen beads hold too much or too little, as soon as the words are known as well as
  // they will be.
  if (certainty < models.tuning.certainty) return result;
  struct Sides {
    std::uint32_t i0, i1, j0, j1;
  };
  const auto sides_of = [&](const LearnedBead& bead) {
    const std::uint32_t i = bead.source_first - stretch.source_first;
    const std::uint32_t j = bead.target_first - stretch.target_first;
    return Sides{i, i + bead.source_count, j, j + bead.target_count};
  };
  const auto length = [&](const Sides& s) {
    return lengths.log_ratio(
        static_cast<float>(parts.source_letters[s.i1] - parts.source_letters[s.i0]),
        static_cast<float>(parts.target_letters[s.j1] - parts.target_letters[s.j0]), s.j1 - s.j0);
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
      return parts.source_inner[s.i1] - parts.source_inner[s.i0 + 1] + parts.target_inner[s.j1] -
             parts.target_inner[s.j0 + 1];
    };
    const auto difference = [&](const auto& of) {
      return static_cast<double>(of(whole)) - static_cast<double>(of(part));
    };
    JoinEvidence found;
    found.prior = static_cast<double>(parts.log_prior[*shape]) -
                  static_cast<double>(parts.log_prior[*rest_shape]) -
                  static_cast<double>(parts.log_prior[spare_source ? 0 : 1]);
    found.explained = difference(explained);
    found.length = difference(length);
    found.inner = difference(inner);
    found.border = difference(
        [&](const Sides& s) { return paths.border(s.i0, s.j0) + paths.border(s.i1, s.j1); });
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
    found.border = static_cast<double>(paths.border(b.i0, b.j0));
    found.structure = more([&](const Sides& s) { return structure.score(s.i0, s.i1, s.j0, s.j1); });
    found.crossing = static_cast<double>(words_across(first, second, models));
    return crossing_log_odds(found);
  };
  result.beads = join_crossed(result.beads, crossed);
  result.matched = matched_words(result.beads, stretch, evidence, parts);
  return result;
}

}  // namespace hexapla
