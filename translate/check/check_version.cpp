#include "translate/check/check_version.h"

#include <algorithm>

#include "translate/align/held_alignment.h"
#include "translate/check/check_texts.h"

namespace hexapla {
namespace {

constexpr const char* kKeyDetail = "key";

// The bytes of its block that a place means; nothing for a side that is empty.
std::optional<BlockPart> part_of(const RevisionView& view, const TextPlace& place) {
  if (place.segments.empty()) return std::nullopt;
  const auto& segment = view.segment(place.range.empty() ? place.segments.first : place.segment);
  if (place.range.empty()) return BlockPart{segment.block, segment.range};
  return BlockPart{
      segment.block,
      {segment.range.begin + place.range.begin, segment.range.begin + place.range.end}};
}

bool touches(const BlockPart& a, const BlockPart& b) {
  if (a.block != b.block) return false;
  if (a.range.empty() || b.range.empty()) return true;  // the whole block
  return a.range.begin < b.range.end && b.range.begin < a.range.end;
}

bool dismisses(const RecordedStatement& said, bool on_target, const RevisionView& view,
               const Finding& finding) {
  const Claim& claim = said.statement.claim;
  if (said.retracted || claim.property != Property::dismissed || claim.value != name(finding.found))
    return false;
  if (const auto key = claim.details.find(kKeyDetail); key != claim.details.end())
    return key->second == finding.key;
  if (!on_target) return false;
  const auto place = part_of(view, finding.target);
  const auto& parts = said.statement.parts;
  return parts.empty() ||
         (place && std::any_of(parts.begin(), parts.end(),
                               [&](const BlockPart& part) { return touches(part, *place); }));
}

// Keys hold from revision to revision; so far back, no farther.
constexpr std::uint32_t kEarlierRevisions = 16;

void note_dismissals(const Reading& reading, const RevisionView& view, CheckedVersion& version) {
  const std::uint32_t newest = version.target.number;
  for (std::uint32_t number = newest; number > 0 && newest - number <= kEarlierRevisions;
       --number) {
    RevisionAddress address = version.target;
    address.number = number;
    for (const RecordedStatement& said : reading.statements(address)) {
      for (CheckedFinding& one : version.findings) {
        if (one.dismissed || !dismisses(said, number == newest, view, one.finding)) continue;
        const auto reason = said.statement.claim.details.find("reason");
        one.dismissed = Dismissal{
            said.statement.asserted_by, said.time,
            reason == said.statement.claim.details.end() ? std::string() : reason->second};
      }
    }
  }
}

}  // namespace

std::optional<RevisionAddress> checked_against(const Reading& reading,
                                               const RevisionAddress& target) {
  const Provenance provenance = reading.provenance(target);
  if (provenance.derived_from && provenance.derived_from->value) {
    std::optional<RevisionAddress> made_from;
    for (const RevisionAddress& address : reading.addresses_of(*provenance.derived_from->value)) {
      if (address.article == target.article) made_from = address;  // the last one of this text
    }
    if (made_from) return made_from;
  }
  const auto base = reading.base_variant(target.article);
  if (!base || *base == target.variant) return std::nullopt;
  for (const VariantSummary& variant : reading.variants(target.article)) {
    if (variant.id == *base) return RevisionAddress{target.article, *base, variant.newest};
  }
  return std::nullopt;
}

std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target) {
  const auto source = checked_against(reading, target);
  if (!source) return std::nullopt;
  if (reading.withdrawal(*source)) return std::nullopt;  // there is nothing left to check against
  const auto ours = reading.view(*source), theirs = reading.view(target);
  if (!ours || !theirs) return std::nullopt;
  const Alignment alignment = alignment_between(reading, *source, target);
  CheckedVersion version{*source, target, theirs->segment_count(), {}};
  for (Finding& finding : check_texts({*ours, source->variant.language()},
                                      {*theirs, target.variant.language()}, alignment)) {
    version.findings.push_back({std::move(finding), std::nullopt});
  }
  note_dismissals(reading, *theirs, version);
  return version;
}

std::optional<Statement> statement_dismissing(const Reading& reading, const RevisionAddress& target,
                                              const Finding& finding, std::string_view reason) {
  const auto view = reading.view(target);
  if (!view || finding.target.segments.past() > view->segment_count()) return std::nullopt;
  Statement statement;
  statement.claim = {Property::dismissed, std::string(name(finding.found)), {}};
  statement.claim.details[kKeyDetail] = finding.key;
  if (!reason.empty()) statement.claim.details["reason"] = reason;
  if (const auto part = part_of(*view, finding.target)) {
    statement.scope = Scope::segments;
    statement.parts.push_back(*part);
  }
  return statement;
}

}  // namespace hexapla
