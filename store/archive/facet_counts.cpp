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

std::vector<FacetCount> counts_in(const Snapshot& rows, std::string_view key) {
  const auto row = rows.get(Table::facets, key);
  return row ? decode_facet_row(key, *row) : std::vector<FacetCount>();
}

// Adds one to, or takes one off, the variants of the article that have a value. An article with
// none has no place in the row, and a row without articles goes.
void count_facet(RebuildWriter& rows, std::uint64_t article, std::uint8_t facet,
                 std::string_view value, bool is_more) {
  const std::string key = facet_key(facet, indexed_part(value), article);
  std::vector<FacetCount> counts = counts_in(rows, key);
  auto place = std::find_if(counts.begin(), counts.end(),
                            [&](const FacetCount& one) { return one.article <= article; });
  const bool is_counted = place != counts.end() && place->article == article;
  if (!is_counted && is_more) place = counts.insert(place, {article, 0});
  if (is_counted || is_more) place->variants += is_more ? 1 : std::uint64_t{0} - 1;
  std::erase_if(counts, [](const FacetCount& one) { return one.variants == 0; });
  if (counts.empty()) return rows.del(Table::facets, key);
  Encoder row;
  for (const FacetCount& one : counts)
    row.number(one.article % kArticlesOfFacetRow).number(one.variants);
  rows.put(Table::facets, key, row.take());
}

}  // namespace

std::vector<FacetCount> decode_facet_row(std::string_view key, std::string_view row) {
  Decoder in(row, "facets");
  const auto first = first_article_of_facet_key(key);
  if (!first) in.fail("has a key that is none");
  std::vector<FacetCount> counts;
  while (!in.at_end()) {
    const std::uint64_t place = in.number();
    if (place >= kArticlesOfFacetRow ||
        (!counts.empty() && *first + place >= counts.back().article))
      in.fail("has articles out of order");
    counts.push_back({*first + place, in.number()});
  }
  return counts;
}

bool has_facet(const Snapshot& rows, std::uint8_t facet, std::string_view value,
               std::uint64_t article) {
  const std::vector<FacetCount> counts =
      counts_in(rows, facet_key(facet, indexed_part(value), article));
  return std::any_of(counts.begin(), counts.end(),
                     [&](const FacetCount& one) { return one.article == article; });
}

void replace_facets(RebuildWriter& rows, std::uint64_t article, const VariantRow* before,
                    const VariantRow& after) {
  const auto had =
      before ? facets_of(*before) : std::vector<std::pair<std::uint8_t, std::string>>{};
  const auto has = facets_of(after);
  for (const auto& facet : has) {
    if (std::find(had.begin(), had.end(), facet) == had.end())
      count_facet(rows, article, facet.first, facet.second, true);
  }
  for (const auto& facet : had) {
    if (std::find(has.begin(), has.end(), facet) == has.end())
      count_facet(rows, article, facet.first, facet.second, false);
  }
}

}  // namespace hexapla
