#include "translate/check/check_version.h"

#include "translate/align/align.h"
#include "translate/check/check_texts.h"

namespace hexapla {

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
    if (variant.id == *base) return RevisionAddress{target.article, *base, variant.revisions};
  }
  return std::nullopt;
}

std::optional<CheckedVersion> check_version(const Reading& reading, const RevisionAddress& target) {
  const auto source = checked_against(reading, target);
  if (!source) return std::nullopt;
  const auto ours = reading.view(*source), theirs = reading.view(target);
  if (!ours || !theirs) return std::nullopt;
  auto alignment = reading.alignment(*source, target);
  if (!alignment) alignment = align(text_of(*ours), text_of(*theirs));
  return CheckedVersion{*source, target, theirs->segment_count(),
                        check_texts({*ours, source->variant.language()},
                                    {*theirs, target.variant.language()}, *alignment)};
}

}  // namespace hexapla
