#include "store/model/label_against_kind.h"

#include "store/model/kind.h"

namespace hexapla {
namespace {

// What a label says by itself: a translation, by whom is left open where the kind is `unknown`.
bool speaks_against(Kind shown, const Statement& label) {
  if (label.scope == Scope::blocks || label.scope == Scope::segments) return false;
  const auto said = parse_kind(label.claim.value);
  switch (shown) {
    case Kind::original:
      return said != Kind::original;
    case Kind::human:
      return said == Kind::machine || said == Kind::post_edited;
    case Kind::machine:
      return said == Kind::human || said == Kind::post_edited;
    case Kind::post_edited:
      // The machine's label may have been left standing.
      return said == Kind::human;
    case Kind::unknown:
      break;
  }
  return false;
}

}  // namespace

const Statement* label_against_kind(const Provenance& provenance) {
  for (const Statement& label : provenance.labels) {
    if (speaks_against(provenance.shown_kind(), label)) return &label;
  }
  return nullptr;
}

}  // namespace hexapla
