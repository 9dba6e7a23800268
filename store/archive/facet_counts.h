#pragma once

#include <cstdint>

#include <string_view>
#include <vector>

#include "store/archive/records.h"
#include "store/engine/engine.h"

namespace hexapla {

// Of one article, how many variants have a value. A row of table facets has up to 64 of them,
// newest article first: with a row for each every commit would write the whole table anew.
struct FacetCount {
  std::uint64_t article = 0, variants = 0;
};
// Throws StoreError::corrupt.
std::vector<FacetCount> decode_facet_row(std::string_view key, std::string_view row);
bool has_facet(const Snapshot& rows, std::uint8_t facet, std::string_view value,
               std::uint64_t article);

// Counts, for each value by which lists of articles can be narrowed, how many variants of the
// article have it: takes off what a variant had and adds what it has. `before`: null for a new one.
void replace_facets(RebuildWriter& rows, std::uint64_t article, const VariantRow* before,
                    const VariantRow& after);

}  // namespace hexapla
