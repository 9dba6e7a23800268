#include "store/archive/kind_doubt.h"

#include "store/model/label_against_kind.h"

namespace hexapla {

std::string_view words_seen(const Statement& statement, const RevisionView& view) {
  if (statement.parts.empty() || statement.parts[0].block >= view.block_count()) return {};
  const BlockPart& part = statement.parts[0];
  const std::string_view block = view.block(part.block).text;
  const bool is_within = part.range.begin < part.range.end && part.range.end <= block.size();
  return is_within ? part.range.of(block) : block;
}

std::string doubt_about_kind(const Provenance& provenance, const RevisionView& view) {
  const Statement* const label = label_against_kind(provenance);
  if (label == nullptr) return {};
  const Stated<Kind>& kind = *provenance.kind;
  std::string words = std::string(name(kind.value)) + " as " + std::string(name(kind.basis));
  if (!kind.asserted_by.empty()) words += " by " + kind.asserted_by;
  const std::string_view seen = words_seen(*label, view);
  words += seen.empty() ? ", yet a label of the text says “" + label->claim.value
                        : ", yet the text itself bears the label «" + std::string(seen);
  return words + (seen.empty() ? "”" : "»");
}

std::string doubt_about_kind(const Revision& revision, std::span<const Statement> statements) {
  const Provenance provenance = compute_provenance(statements);
  if (label_against_kind(provenance) == nullptr) return {};
  const EncodedView encoded = encode_view(revision);
  const auto view = RevisionView::parse(encoded.packed, encoded.segments);
  return view ? doubt_about_kind(provenance, *view) : std::string();
}

}  // namespace hexapla
