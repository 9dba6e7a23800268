#pragma once

#include "store/model/provenance.h"

namespace hexapla {

// The label that speaks against the kind which is shown of its text, by the rules of
// store/model/PROVENANCE.md; null when none does. It lies in `provenance`.
const Statement* label_against_kind(const Provenance& provenance);

}  // namespace hexapla
