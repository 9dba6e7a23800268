#include "translate/check/check_version.h"

#include <algorithm>
#include <map>

#include "translate/align/align.h"
#include "translate/align/held_alignment.h"
#include "translate/align/row_links.h"
#include "translate/check/check_strays.h"

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

std::vector<CheckedFinding> with_dismissals(const Reading& reading, const RevisionAddress& target,
                                            const RevisionView& view,
                                            std::vector<Finding> findings) {
  std::vector<CheckedFinding> checked;
  for (Finding& finding : findings) checked.push_back({std::move(finding), std::nullopt});
  const std::uint32_t newest = target.number;
  for (std::uint32_t number = newest;
       !checked.empty() && number > 0 && newest - number <= kEarlierRevisions; --number) {
    RevisionAddress address = target;
    address.number = number;
    for (const RecordedStatement& said : reading.statements(address)) {
      for (CheckedFinding& one : checked) {
        if (one.dismissed || !dismisses(said, number == newest, view, one.finding)) continue;
        const auto reason = said.statement.claim.details.find("reason");
        one.dismissed =
            Dismissal{said.statement.asserted_by, said.time,
                      reason == said.statement.claim.details.end() ? std::string() : reason->second,
                      said.event, said.index};
      }
    }
  }
  return checked;
}

namespace {

// Which versions of an article are judged together.
class Siblings {
 public:
  Siblings(const Reading& reading, const ArticleId& article) {
    for (const VariantSummary& variant : reading.variants(article)) {
      const RevisionAddress newest{article, variant.id, variant.newest};
      if (variant.is_withdrawn || reading.withdrawal(newest)) continue;
      if (const auto source = checked_against(reading, newest))
        by_source_[source->text()].push_back(newest);
    }
  }

  // `target` among those of its source; in the order of the variants.
  std::vector<RevisionAddress> group_of(const RevisionAddress& source,
                                        const RevisionAddress& target) const {
    std::vector<RevisionAddress> all;
    if (const auto found = by_source_.find(source.text()); found != by_source_.end())
      all = found->second;
    auto place = std::find_if(all.begin(), all.end(), [&](const RevisionAddress& one) {
      return one.variant == target.variant;
    });
    if (place == all.end()) place = all.insert(all.end(), target);
    *place = target;
    const auto first =
        static_cast<std::size_t>(place - all.begin()) / kVersionsTogether * kVersionsTogether;
    const std::size_t past = std::min(first + kVersionsTogether, all.size());
    return {all.begin() + static_cast<std::ptrdiff_t>(first),
            all.begin() + static_cast<std::ptrdiff_t>(past)};
  }

 private:
  std::map<std::string, std::vector<RevisionAddress>> by_source_;
};

// All of `group`, each checked against `source`.
std::vector<CheckedVersion> check_group(const Reading& reading, const RevisionAddress& source,
                                        const std::vector<RevisionAddress>& group) {
  const auto original = reading.view(source);
  if (!original) return {};
  std::vector<RevisionAddress> targets;
  std::vector<RevisionView> views;
  std::vector<Alignment> alignments;
  for (const RevisionAddress& target : group) {
    auto view = reading.view(target);
    if (!view) continue;
    targets.push_back(target);
    views.push_back(*std::move(view));
    alignments.push_back(alignment_between(reading, source, target));
  }
  std::vector<VersionToCheck> versions;
  std::vector<TextToAlign> texts;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    versions.push_back({views[i], targets[i].variant.language(), alignments[i]});
    texts.push_back(text_of(views[i]));
  }
  const std::vector<Row> rows = merge_rows(original->segment_count(), alignments);
  std::vector<std::vector<Finding>> found =
      check_together({*original, source.variant.language()}, versions, rows,
                     link_rows(text_of(*original), texts, rows));
  std::vector<CheckedVersion> checked;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    checked.push_back({source, targets[i], views[i].segment_count(),
                       with_dismissals(reading, targets[i], views[i], std::move(found[i]))});
  }
  return checked;
}

}  // namespace

std::vector<CheckedVersion> check_versions(const Reading& reading,
                                           std::span<const RevisionAddress> targets) {
  std::vector<CheckedVersion> versions;
  if (targets.empty()) return versions;
  const Siblings siblings(reading, targets.front().article);
  std::map<std::string, CheckedVersion> done;
  for (const RevisionAddress& target : targets) {
    const auto source = checked_against(reading, target);
    if (!source || reading.withdrawal(*source)) continue;  // nothing to check against
    if (!done.contains(target.text())) {
      for (CheckedVersion& one :
           check_group(reading, *source, siblings.group_of(*source, target))) {
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
  statement.claim.details[kKeyDetail] = finding.key;
  if (!reason.empty()) statement.claim.details["reason"] = reason;
  if (const auto part = part_of(*view, finding.target)) {
    statement.scope = Scope::segments;
    statement.parts.push_back(*part);
  }
  return statement;
}

}  // namespace hexapla
