#include "translate/align/vote.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "translate/align/tuning.h"

namespace hexapla {
namespace {

// A place between sentences of both texts.
struct Point {
  std::uint32_t source = 0, target = 0;
  friend bool operator==(const Point&, const Point&) = default;
};
bool is_before(const Point& a, const Point& b) {
  return std::tuple(a.source + a.target, a.source) < std::tuple(b.source + b.target, b.source);
}

// A bead where one of the alignments has it.
struct Step {
  Point from, to;
};

// What a bead says, wherever it stands: of a sentence without counterpart it says nothing where in
// the other text that would be.
std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t> meaning_of(
    const Step& step) {
  const std::uint32_t sources = step.to.source - step.from.source;
  const std::uint32_t targets = step.to.target - step.from.target;
  return {targets == 0 || sources > 0 ? step.from.source : 0, sources,
          sources == 0 || targets > 0 ? step.from.target : 0, targets};
}

}  // namespace

Alignment vote(std::span<const Alignment> votes) {
  std::vector<Step> steps;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, float> sure;
  Point end;
  for (const Alignment& alignment : votes) {
    Point at;
    for (const Bead& bead : alignment.beads) {
      const Step step{at, {at.source + bead.source.count, at.target + bead.target.count}};
      sure[meaning_of(step)] += bead.confidence / static_cast<float>(votes.size());
      steps.push_back(step);
      at = step.to;
    }
    end = at;
  }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return a.from == b.from ? is_before(a.to, b.to) : is_before(a.from, b.from);
  });
  steps.erase(
      std::unique(steps.begin(), steps.end(),
                  [](const Step& a, const Step& b) { return a.from == b.from && a.to == b.to; }),
      steps.end());
  std::vector<Point> points{end};
  for (const Step& step : steps) points.push_back(step.from);
  std::sort(points.begin(), points.end(), is_before);
  points.erase(std::unique(points.begin(), points.end()), points.end());
  const auto place_of = [&](const Point& point) {
    return static_cast<std::size_t>(
        std::lower_bound(points.begin(), points.end(), point, is_before) - points.begin());
  };

  constexpr std::size_t kNone = ~std::size_t{0};
  const auto cost = static_cast<float>(AlignTuning{}.bead_cost);
  std::vector<float> worth(points.size(), 0);
  std::vector<std::size_t> last(points.size(), kNone);  // the best step that ends there
  for (std::size_t s = 0; s < steps.size(); ++s) {
    const std::size_t to = place_of(steps[s].to);
    const float value = worth[place_of(steps[s].from)] + sure[meaning_of(steps[s])] - cost;
    if (last[to] != kNone && value <= worth[to]) continue;
    worth[to] = value;
    last[to] = s;
  }
  Alignment result;
  result.aligner = votes.front().aligner;
  for (Point at = end; last[place_of(at)] != kNone; at = steps[last[place_of(at)]].from) {
    const Step& step = steps[last[place_of(at)]];
    result.beads.push_back({{step.from.source, step.to.source - step.from.source},
                            {step.from.target, step.to.target - step.from.target},
                            std::min(sure[meaning_of(step)], 1.0F)});
  }
  std::reverse(result.beads.begin(), result.beads.end());
  return result;
}

}  // namespace hexapla
