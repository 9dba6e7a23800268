#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

// The index is a log-structured one: runs of sorted blocks. Run `index` of level l holds the words
// of the texts that events index·8^l … (index+1)·8^l − 1 of the log added. Eight runs of a level
// are merged into one of the next, up to kTopLevel; those stay as they are, so that nothing is ever
// rewritten more than kTopLevel times.
//
// When a merge begins and how far it goes with each event follows from the number of events alone,
// never from how many adds shared a commit: so a rebuild gives the same bytes. A merge is spread
// over half of the time that the next one leaves it, so that no add waits for a large one.
inline constexpr std::uint32_t kRunsMerged = 8;
inline constexpr std::uint32_t kTopLevel = 5;

struct Run {
  std::uint32_t level = 0;
  std::uint64_t index = 0;

  std::uint64_t texts() const;  // how many events it covers: 8^level
  std::uint64_t first() const { return index * texts(); }
  std::uint64_t newest() const { return first() + texts() - 1; }
  // Texts are numbered from the newest back.
  std::uint64_t event_of(std::uint32_t text) const { return newest() - text; }
  Run child(std::uint32_t age) const;  // 0: the newest
  friend bool operator==(const Run&, const Run&) = default;
};

// Keys of table postings begin with this: level (1 byte), index (8 bytes, big-endian).
std::string run_key(const Run& run);

// Runs [0, this) of `level` have been made in an index of so many events.
std::uint64_t complete_runs(std::uint32_t level, std::uint64_t events);

// The work that event number `events` − 1 brings at `level` (from 1).
struct MergeStep {
  Run run;
  std::uint64_t step, steps;  // the first is 1
};
std::optional<MergeStep> merge_step(std::uint32_t level, std::uint64_t events);

// The run of `level` that is half made after so many events.
std::optional<Run> half_made_run(std::uint32_t level, std::uint64_t events);

}  // namespace hexapla
