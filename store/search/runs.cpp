#include "store/search/runs.h"

#include <array>

#include "store/engine/big_endian.h"

namespace hexapla {
namespace {

struct Timing {
  std::uint64_t period;  // events of a run
  std::uint64_t delay;   // from its last event to the first step: its newest child is being made
  std::uint64_t steps;
};

constexpr std::array<Timing, kTopLevel + 1> kTimings = [] {
  std::array<Timing, kTopLevel + 1> made{};
  made[0] = {1, 0, 1};
  for (std::uint32_t level = 1; level <= kTopLevel; ++level) {
    const Timing& below = made[level - 1];
    const std::uint64_t period = below.period * kRunsMerged;
    // The smallest are merged at once.
    made[level] = {period, below.delay + below.steps - 1, level == 1 ? 1 : period / 2};
  }
  return made;
}();
// Each merge ends before the next of its level begins.
static_assert(kTimings[kTopLevel].delay + kTimings[kTopLevel].steps < kTimings[kTopLevel].period);

}  // namespace

std::uint64_t Run::texts() const { return kTimings[level].period; }

Run Run::child(std::uint32_t age) const {
  return {level - 1, index * kRunsMerged + (kRunsMerged - 1 - age)};
}

std::string run_key(const Run& run) { return static_cast<char>(run.level) + big_endian(run.index); }

std::uint64_t complete_runs(std::uint32_t level, std::uint64_t events) {
  const Timing& timing = kTimings[level];
  const std::uint64_t late = timing.delay + timing.steps - 1;
  return events < late ? 0 : (events - late) / timing.period;
}

std::optional<MergeStep> merge_step(std::uint32_t level, std::uint64_t events) {
  const Timing& timing = kTimings[level];
  if (events < timing.period + timing.delay) return std::nullopt;
  const std::uint64_t since = events - timing.period - timing.delay;
  const std::uint64_t step = since % timing.period + 1;
  if (step > timing.steps) return std::nullopt;
  return MergeStep{{level, since / timing.period}, step, timing.steps};
}

std::optional<Run> half_made_run(std::uint32_t level, std::uint64_t events) {
  if (level == 0) return std::nullopt;
  const auto step = merge_step(level, events);
  if (!step || step->step == step->steps) return std::nullopt;
  return step->run;
}

}  // namespace hexapla
