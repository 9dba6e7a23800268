#include "translate/check/check_version.h"

#include <map>

#include "translate/align/held_links.h"
#include "translate/check/sibling_versions.h"

namespace hexapla {
namespace {

// The bytes of its block that a place means; nothing for a side that is empty.
std::optional<BlockPart> part_of(const RevisionView& view, const TextPlace& place) {
  if (place.segments.empty()) return std::nullopt;
  const auto& segment = view.segment(place.range.empty() ? place.segments.first : place.segment);
  if (place.range.empty()) return BlockPart{segment.block, segment.range};
  return BlockPart{
      segment.block,
      {segment.range.begin + place.range.begin, segment.range.begin + place.range.end}};
}

// All of one group, each checked against `source`.
std::vector<CheckedVersion> check_held_group(const Reading& reading, const RevisionAddress& source,
                                             const std::vector<RevisionAddress>& targets) {
  const VersionGroup group = read_group(reading, source, targets);
  std::vector<HeldVersion> versions;
  for (std::size_t i = 0; i < group.targets.size(); ++i)
    versions.push_back(
        {group.targets[i], group.texts[i], group.alignments[i], group.alignments[i].beads});
  std::vector<std::vector<Finding>> found =
      check_group(group, links_of(reading, source, group.original, versions));
  std::vector<CheckedVersion> checked;
  for (std::size_t i = 0; i < found.size(); ++i) {
    checked.push_back(
        {source, group.targets[i], group.views[i].segment_count(),
         with_dismissals(reading, group.targets[i], group.views[i], std::move(found[i]))});
  }
  return checked;
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

KeptFinding kept_finding(const Finding& finding, const RevisionView& target) {
  return {std::string(name(finding.found)), finding.key, finding.source.segments,
          finding.target.segments, part_of(target, finding.target)};
}

std::vector<CheckedFinding> with_dismissals(const Reading& reading, const RevisionAddress& target,
                                            const RevisionView& view,
                                            std::vector<Finding> findings) {
  std::vector<KeptFinding> kept;
  for (const Finding& finding : findings) kept.push_back(kept_finding(finding, view));
  std::vector<std::optional<Dismissal>> dismissed = dismissals_of(reading, target, kept);
  std::vector<CheckedFinding> checked;
  for (std::size_t i = 0; i < findings.size(); ++i)
    checked.push_back({std::move(findings[i]), std::move(dismissed[i])});
  return checked;
}

std::vector<CheckedVersion> check_versions(const Reading& reading,
                                           std::span<const RevisionAddress> targets) {
  std::vector<CheckedVersion> versions;
  if (targets.empty()) return versions;
  const SiblingVersions siblings(reading, targets.front().article);
  std::map<std::string, CheckedVersion> done;
  for (const RevisionAddress& target : targets) {
    const auto source = checked_against(reading, target);
    if (!source || reading.withdrawal(*source)) continue;  // nothing to check against
    if (!done.contains(target.text())) {
      for (CheckedVersion& one :
           check_held_group(reading, *source, siblings.group_of(*source, target))) {
        std::string address = one.target.text();
        done.emplace(std::move(address), std::move(one));
      }
    }
    if (const auto found = done.find(target.text()); found != done.end())
      versions.push_back(found->second);
  }
  return versions;
}

std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target) {
  std::vector<CheckedVersion> one = check_versions(reading, {&target, 1});
  if (one.empty()) return std::nullopt;
  return std::move(one.front());
}

std::optional<Statement> statement_dismissing(const Reading& reading, const RevisionAddress& target,
                                              const Finding& finding, std::string_view reason) {
  const auto view = reading.view(target);
  if (!view || finding.target.segments.past() > view->segment_count()) return std::nullopt;
  Statement statement;
  statement.claim = {Property::dismissed, std::string(name(finding.found)), {}};
  statement.claim.details[kDismissedKey] = finding.key;
  if (!reason.empty()) statement.claim.details["reason"] = reason;
  if (const auto part = part_of(*view, finding.target)) {
    statement.scope = Scope::segments;
    statement.parts.push_back(*part);
  }
  return statement;
}

}  // namespace hexapla
