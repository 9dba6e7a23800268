#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/keys.h"
#include "store/archive/reading.h"
#include "store/archive/view.h"
#include "store/engine/engine.h"
#include "store/model/alignment.h"
#include "store/model/digest.h"
#include "store/model/statement.h"

namespace hexapla {

// How a person corrects beads. Sentences between those that are named are meant too: beads never
// cross each other.
enum class BeadChange {
  merge,   // all beads that hold any of the named sentences become one
  split,   // a bead ends after the named sentences of both sides
  link,    // the named sentences of both sides are a bead of their own
  unlink,  // neither side's named sentences have a counterpart
};
std::string_view name(BeadChange change);
std::optional<BeadChange> parse_bead_change(std::string_view text);

struct BeadCorrection {
  BeadChange change = BeadChange::link;
  SegmentRange source, target;
  // Who said so and when, and the statement by which it can be retracted.
  std::string by, time;
  std::uint64_t event = 0;
  std::uint32_t index = 0;
};

// What people said about the beads of two held revisions, oldest first, without what was retracted.
// Sentences are found again by their bytes, so that corrections outlive other segmenting: a range
// means the segments that it overlaps.
std::vector<BeadCorrection> corrections_between(const Reading& reading,
                                                const RevisionAddress& source,
                                                const RevisionAddress& target);
// The same while rows are being written; `from` and `to` are the two texts, `source` the digest of
// the first.
std::vector<BeadCorrection> corrections_between(const Snapshot& rows, const Digest& source,
                                                const RevisionKey& target, const RevisionView& from,
                                                const RevisionView& to);

// `alignment` with the corrections, in their order: a later one wins where they contradict. Every
// segment stays in exactly one bead. Beads that a correction made have confidence 1; what is left
// of beads that it cut keeps theirs.
Alignment corrected(const Alignment& alignment, std::span<const BeadCorrection> corrections);

// The alignment that is stored for this pair, with what people corrected: the beads in force.
// Nothing when none is stored.
std::optional<Alignment> stored_beads_in_force(const Reading& reading,
                                               const RevisionAddress& source,
                                               const RevisionAddress& target);

// The statement about `target` that records a correction; corrections_between() reads it back.
// Throws InputError when a range is not of its text, or names no sentence of the version.
Statement statement_of(const BeadCorrection& correction, const Reading& reading,
                       const RevisionAddress& source, const RevisionAddress& target,
                       const std::string& reason);

}  // namespace hexapla
