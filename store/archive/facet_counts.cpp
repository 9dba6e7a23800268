#include "store/archive/facet_counts.h"

#include <algorithm>

#include "store/archive/codec.h"
#include "store/archive/reading.h"

namespace hexapla {
namespace {

std::uint8_t code(Facet facet) { return static_cast<std::uint8_t>(facet); }

std::vector<std::pair<std::uint8_t, std::string>> facets_of(const VariantRow& row) {
  std::vector<std::pair<std::uint8_t, std::string>> facets;
  facets.emplace_back(code(Facet::all), std::string());
  facets.emplace_back(code(Facet::language), language_of(row));
  facets.emplace_back(code(Facet::kind), std::string(name(row.kind)));
  if (!row.engine.empty()) facets.emplace_back(code(Facet::engine), row.engine);
  for (const std::string& label : row.labels) facets.emplace_back(code(Facet::label), label);
  return facets;
}

// Engine names come from outside and can be long; what an index key cannot hold is indexed by its
// beginning.
std::string_view indexed_part(std::string_view value) {
  constexpr std::size_t kMaxIndexedBytes = 400;
  return value.substr(0, kMaxIndexedBytes);
}

// A facet's row counts how many variants of the article have it, and goes with the last.
void count_facet(RebuildWriter& rows, std::uint64_t article, std::uint8_t facet,
                 std::string_view value, int change) {
  const std::string key = facet_key(facet, indexed_part(value), article);
  const auto bytes = rows.get(Table::facets, key);
  std::int64_t count = change;
  if (bytes) count += static_cast<std::int64_t>(Decoder(*bytes, "facets").number());
  if (count > 0) {
    rows.put(Table::facets, key, Encoder().number(static_cast<std::uint64_t>(count)).take());
  } else {
    rows.del(Table::facets, key);
  }
}

}  // namespace

void replace_facets(RebuildWriter& rows, std::uint64_t article, const VariantRow* before,
                    const VariantRow& after) {
  const auto had =
      before ? facets_of(*before) : std::vector<std::pair<std::uint8_t, std::string>>{};
  const auto has = facets_of(after);
  for (const auto& facet : has) {
    if (std::find(had.begin(), had.end(), facet) == had.end())
      count_facet(rows, article, facet.first, facet.second, +1);
  }
  for (const auto& facet : had) {
    if (std::find(has.begin(), has.end(), facet) == has.end())
      count_facet(rows, article, facet.first, facet.second, -1);
  }
}

}  // namespace hexapla
