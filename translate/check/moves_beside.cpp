#include "translate/check/moves_beside.h"

#include <algorithm>

#include "translate/align/held_alignment.h"
#include "translate/check/find_moves.h"
#include "translate/lineage/moved_sentences.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kNoSegment = UINT32_MAX;

// Which segments of one side have no counterpart where they stand.
std::vector<bool> left_alone(const Alignment& alignment, bool of_source, std::uint32_t segments) {
  std::vector<bool> alone(segments, false);
  for (const Bead& bead : alignment.beads) {
    const SegmentRange& own = of_source ? bead.source : bead.target;
    if (!(of_source ? bead.target : bead.source).empty()) continue;
    for (std::uint32_t i = own.first; i < own.past() && i < segments; ++i) alone[i] = true;
  }
  return alone;
}

bool has_any(const std::vector<bool>& flags) {
  return std::find(flags.begin(), flags.end(), true) != flags.end();
}

bool are_all(const std::vector<bool>& flags, const SegmentRange& range) {
  for (std::uint32_t i = range.first; i < range.past(); ++i)
    if (i >= flags.size() || !flags[i]) return false;
  return true;
}

void take(std::vector<bool>& flags, const SegmentRange& range) {
  for (std::uint32_t i = range.first; i < range.past(); ++i) flags[i] = false;
}

// What is left over on both sides at all.
bool may_have_moved(const Alignment& alignment) {
  const auto& beads = alignment.beads;
  return std::any_of(beads.begin(), beads.end(), [](const Bead& b) { return b.source.empty(); }) &&
         std::any_of(beads.begin(), beads.end(), [](const Bead& b) { return b.target.empty(); });
}

// Where all of `range` stands in the other text, if together.
SegmentRange moved_place(const SegmentRange& range, const std::vector<std::uint32_t>& moved_to) {
  for (std::uint32_t i = 0; i < range.count; ++i) {
    const std::uint32_t there = moved_to[range.first + i];
    if (there == kNoSegment || there != moved_to[range.first] + i) return {};
  }
  return {moved_to[range.first], range.count};
}

}  // namespace

std::vector<Finding> moves_beside(const TextToCheck& source, const TextToCheck& target,
                                  const Alignment& alignment,
                                  std::span<const VersionBeside> beside) {
  std::vector<Finding> findings;
  if (!may_have_moved(alignment)) return findings;
  std::vector<bool> ours = left_alone(alignment, true, source.view.segment_count());
  std::vector<bool> theirs = left_alone(alignment, false, target.view.segment_count());
  for (const VersionBeside& other : beside) {
    if (!has_any(ours) || !has_any(theirs)) break;
    std::vector<std::uint32_t> moved_to(other.view.segment_count(), kNoSegment);
    for (const MovedSentence& moved : moved_sentences(other.view, target.view, target.language))
      moved_to[moved.older] = moved.newer;
    for (const Bead& bead : other.alignment.beads) {
      if (bead.source.empty() || bead.target.empty() || bead.target.past() > moved_to.size() ||
          !are_all(ours, bead.source))
        continue;
      const SegmentRange place = moved_place(bead.target, moved_to);
      if (place.empty() || !are_all(theirs, place)) continue;
      take(ours, bead.source);
      take(theirs, place);
      findings.push_back(moved_finding(source, bead.source, target, place));
    }
  }
  return findings;
}

std::vector<Finding> moves_in_group(const Reading& reading, const RevisionAddress& source,
                                    const RevisionView& source_view, const RevisionAddress& target,
                                    const RevisionView& target_view, const Alignment& alignment,
                                    std::span<const RevisionAddress> group) {
  if (!may_have_moved(alignment)) return {};
  std::vector<RevisionAddress> others;
  if (const auto revises = reading.provenance(target).revises; revises && revises->value) {
    for (const RevisionAddress& address : reading.addresses_of(*revises->value))
      if (address.article == target.article) others.push_back(address);
  }
  others.insert(others.end(), group.begin(), group.end());
  const LanguageTag language = target.variant.language();
  std::vector<RevisionView> views;
  std::vector<Alignment> alignments;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const RevisionAddress& other = others[i];
    const LanguageTag theirs = other.variant.language();
    const auto end = others.begin() + static_cast<std::ptrdiff_t>(i);
    if (other == target || other == source || std::find(others.begin(), end, other) != end ||
        theirs.language() != language.language() || theirs.script() != language.script() ||
        reading.withdrawal(other))
      continue;
    auto view = reading.view(other);
    if (!view) continue;
    views.push_back(*std::move(view));
    alignments.push_back(alignment_between(reading, source, other));
  }
  std::vector<VersionBeside> beside;
  for (std::size_t i = 0; i < views.size(); ++i) beside.push_back({views[i], alignments[i]});
  return moves_beside({source_view, source.variant.language()}, {target_view, language}, alignment,
                      beside);
}

}  // namespace hexapla
