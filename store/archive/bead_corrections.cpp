#include "store/archive/bead_corrections.h"

#include <algorithm>

#include "store/archive/lookup.h"
#include "store/model/claim_rules.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

constexpr std::string_view kChanges[] = {"merge", "split", "link", "unlink"};

// A place between sentences of both texts where one bead ends and the next begins.
struct Cut {
  std::uint32_t source, target;
  friend bool operator==(const Cut&, const Cut&) = default;
};
bool is_before(const Cut& a, const Cut& b) { return a.source <= b.source && a.target <= b.target; }

// An alignment as its cuts, in order; between two of them lies a bead, with how sure it is.
struct Path {
  std::vector<Cut> cuts;
  std::vector<float> confidence;  // of the bead after each cut; the last one's means nothing

  explicit Path(const Alignment& alignment) : cuts{{0, 0}} {
    for (const Bead& bead : alignment.beads) {
      confidence.push_back(bead.confidence);
      cuts.push_back(
          {cuts.back().source + bead.source.count, cuts.back().target + bead.target.count});
    }
    confidence.push_back(1);
  }

  template <typename Goes>
  void remove(Goes goes) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      const bool is_end = i == 0 || i + 1 == cuts.size();
      if (!is_end && goes(cuts[i])) {
        // What was two beads is no surer than the less sure of them.
        confidence[kept - 1] = std::min(confidence[kept - 1], confidence[i]);
        continue;
      }
      cuts[kept] = cuts[i];
      confidence[kept++] = confidence[i];
    }
    cuts.resize(kept);
    confidence.resize(kept);
  }

  // Puts `cut` in; those that a path through it cannot take go. Returns its place.
  std::size_t put(const Cut& cut) {
    remove([&](const Cut& other) { return !is_before(other, cut) && !is_before(cut, other); });
    std::size_t at = 0;
    while (at < cuts.size() && is_before(cuts[at], cut) && cuts[at] != cut) ++at;
    if (at < cuts.size() && cuts[at] == cut) return at;
    cuts.insert(cuts.begin() + static_cast<std::ptrdiff_t>(at), cut);
    confidence.insert(confidence.begin() + static_cast<std::ptrdiff_t>(at), confidence[at - 1]);
    return at;
  }

  // A bead of its own between two cuts.
  void put_bead(const Cut& from, const Cut& to) {
    put(from);
    put(to);
    remove([&](const Cut& other) {
      return is_before(from, other) && is_before(other, to) && other != from && other != to;
    });
    const auto at = std::find(cuts.begin(), cuts.end(), from) - cuts.begin();
    confidence[static_cast<std::size_t>(at)] = 1;
  }

  Alignment alignment(const std::string& aligner) const {
    Alignment result;
    result.aligner = aligner;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const Cut& from = cuts[i];
      const Cut& to = cuts[i + 1];
      result.beads.push_back({{from.source, to.source - from.source},
                              {from.target, to.target - from.target},
                              confidence[i]});
    }
    return result;
  }
};

void merge(Path& path, const BeadCorrection& correction) {
  std::optional<Cut> from, to;
  for (std::size_t i = 0; i + 1 < path.cuts.size(); ++i) {
    const Cut& begin = path.cuts[i];
    const Cut& end = path.cuts[i + 1];
    const bool has_source =
        correction.source.first < end.source && begin.source < correction.source.past();
    const bool has_target =
        correction.target.first < end.target && begin.target < correction.target.past();
    if (!(has_source && !correction.source.empty()) && !(has_target && !correction.target.empty()))
      continue;
    if (!from) from = begin;
    to = end;
  }
  if (from) path.put_bead(*from, *to);
}

void apply(Path& path, const BeadCorrection& correction) {
  const Cut begin{correction.source.first, correction.target.first};
  const Cut end{correction.source.past(), correction.target.past()};
  switch (correction.change) {
    case BeadChange::merge:
      merge(path, correction);
      return;
    case BeadChange::split:
      if (const std::size_t at = path.put(end); at > 0) path.confidence[at - 1] = 1;
      return;
    case BeadChange::link:
      path.put_bead(begin, end);
      return;
    case BeadChange::unlink: {
      const Cut middle{end.source, begin.target};
      path.put_bead(begin, end);
      if (middle == begin || middle == end) return;
      path.confidence[path.put(middle)] = 1;
      return;
    }
  }
}

// The segments that `parts` overlap, with those between them; an empty range means a whole block.
SegmentRange segments_of(const RevisionView& view, std::span<const BlockPart> parts) {
  std::optional<std::uint32_t> first;
  std::uint32_t past = 0;
  for (std::uint32_t i = 0; i < view.segment_count(); ++i) {
    const RevisionView::SegmentView& segment = view.segment(i);
    const bool is_named = std::any_of(parts.begin(), parts.end(), [&](const BlockPart& part) {
      return part.block == segment.block &&
             (part.range.empty() ||
              (part.range.begin < segment.range.end && segment.range.begin < part.range.end));
    });
    if (!is_named) continue;
    if (!first) first = i;
    past = i + 1;
  }
  return first ? SegmentRange{*first, past - *first} : SegmentRange{};
}

std::vector<BlockPart> parts_of(const RevisionView& view, SegmentRange range) {
  std::vector<BlockPart> parts;
  for (std::uint32_t i = range.first; i < range.past(); ++i)
    parts.push_back({view.segment(i).block, view.segment(i).range});
  return parts;
}

// Where text without counterpart stands when nobody said: where the beads have the other side.
void place_empty_side(BeadCorrection& correction, const Alignment& alignment) {
  if (!correction.source.empty() || correction.target.empty()) return;
  for (const Bead& bead : alignment.beads) {
    if (bead.target.past() <= correction.target.first) continue;
    correction.source = {bead.source.first, 0};
    return;
  }
}

}  // namespace

std::string_view name(BeadChange change) { return kChanges[static_cast<std::size_t>(change)]; }

std::optional<BeadChange> parse_bead_change(std::string_view text) {
  for (std::size_t i = 0; i < std::size(kChanges); ++i)
    if (kChanges[i] == text) return static_cast<BeadChange>(i);
  return std::nullopt;
}

std::vector<BeadCorrection> corrections_between(const Snapshot& rows, const Digest& source,
                                                const RevisionKey& target, const RevisionView& from,
                                                const RevisionView& to) {
  std::vector<BeadCorrection> corrections;
  for (const FoundStatement& found : find_statements(rows, target)) {
    const Statement& statement = found.statement;
    const Claim& claim = statement.claim;
    if (found.retracted || claim.property != Property::beads) continue;
    const std::string* of = revision_named_in(claim);
    const auto change = parse_bead_change(claim.value);
    if (of == nullptr || *of != source.hex() || !change) continue;
    BeadCorrection correction{*change,
                              {},
                              segments_of(to, statement.parts),
                              statement.asserted_by,
                              found.time,
                              found.event,
                              found.index};
    if (const auto named = claim.details.find("source-parts"); named != claim.details.end())
      if (const auto parts = parse_parts(named->second))
        correction.source = segments_of(from, *parts);
    if (!correction.target.empty()) corrections.push_back(std::move(correction));
  }
  return corrections;
}

std::vector<BeadCorrection> corrections_between(const Reading& reading,
                                                const RevisionAddress& source,
                                                const RevisionAddress& target) {
  const auto record = reading.revision(source);
  const auto version = find_revision(reading.snapshot(), target);
  const auto from = reading.view(source), to = reading.view(target);
  if (!record || !version || !from || !to) return {};
  return corrections_between(reading.snapshot(), record->digest, version->key, *from, *to);
}

std::optional<Alignment> stored_beads_in_force(const Reading& reading,
                                               const RevisionAddress& source,
                                               const RevisionAddress& target) {
  auto stored = reading.alignment(source, target);
  if (!stored) return std::nullopt;
  return corrected(*stored, corrections_between(reading, source, target));
}

Alignment corrected(const Alignment& alignment, std::span<const BeadCorrection> corrections) {
  if (corrections.empty()) return alignment;
  Path path(alignment);
  const Cut end = path.cuts.back();
  for (BeadCorrection correction : corrections) {
    if (correction.target.empty() || correction.source.past() > end.source ||
        correction.target.past() > end.target)
      continue;
    place_empty_side(correction, path.alignment({}));
    apply(path, correction);
  }
  return path.alignment(alignment.aligner);
}

Statement statement_of(const BeadCorrection& correction, const Reading& reading,
                       const RevisionAddress& source, const RevisionAddress& target,
                       const std::string& reason) {
  if (source == target)
    throw InputError({}, target.text() + " is the original itself: name a version of it");
  const auto from = reading.view(source), to = reading.view(target);
  const auto record = reading.revision(source);
  if (!from || !to || !record)
    throw InputError({}, "one of the two revisions is not held: correct the beads of held ones");
  const auto check = [](const RevisionView& view, const SegmentRange& range,
                        const RevisionAddress& address) {
    if (range.past() <= view.segment_count()) return;
    throw InputError({}, address.text() + " has " + std::to_string(view.segment_count()) +
                             " sentences: there is no " + std::to_string(range.past()));
  };
  check(*from, correction.source, source);
  check(*to, correction.target, target);
  if (correction.target.empty())
    throw InputError({}, "a correction names at least one sentence of the version");
  if (correction.source.empty() &&
      (correction.change == BeadChange::link || correction.change == BeadChange::split))
    throw InputError(
        {}, "to " + std::string(name(correction.change)) + ", name sentences of the original too");
  Statement statement;
  statement.claim = {Property::beads, std::string(name(correction.change)), {}};
  statement.claim.details["source"] = record->digest.hex();
  statement.claim.details["address"] = source.text();
  if (!correction.source.empty())
    statement.claim.details["source-parts"] = parts_text(parts_of(*from, correction.source));
  if (!reason.empty()) statement.claim.details["reason"] = reason;
  statement.scope = Scope::segments;
  statement.parts = parts_of(*to, correction.target);
  statement.asserted_by = correction.by;
  return statement;
}

}  // namespace hexapla
