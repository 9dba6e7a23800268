#pragma once

#include <cstdint>

#include "store/archive/records.h"
#include "store/engine/engine.h"

namespace hexapla {

// Counts, for each value by which lists of articles can be narrowed, how many variants of the
// article have it: takes off what a variant had and adds what it has. `before`: null for a new one.
void replace_facets(RebuildWriter& rows, std::uint64_t article, const VariantRow* before,
                    const VariantRow& after);

}  // namespace hexapla
