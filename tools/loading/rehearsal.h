#pragma once

#include <set>

#include "store/archive/archive.h"
#include "tools/loading/outcome.h"

namespace hexapla {

// Checks `wanted` as adding it would, as far as that needs no writing: the text and its claims, and
// that what they name is there, or belongs to one of `expected`. Throws what Archive::add() throws.
Outcome rehearse(const NewRevision& wanted, const Archive& archive,
                 const std::set<ArticleId>& expected = {});

}  // namespace hexapla
