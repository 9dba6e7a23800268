#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A figure with its currency or unit: `$5`, `5 кілометрів`, `500万美元`.
struct WrittenAmount {
  ByteRange range;             // figure and unit
  std::vector<double> values;  // as WrittenNumber::values
  // What the word or sign can mean, sorted: `pounds` are of mass or of money, `$` of several
  // countries.
  std::vector<std::uint16_t> units;
};

// The amounts of `text`, by the names that ICU (CLDR) has for `language`. A figure whose neighbour
// is no currency and no unit of these is none. Linear; the first call for a language costs its
// table, some tens of milliseconds.
std::vector<WrittenAmount> find_amounts(std::string_view text, const LanguageTag& language);

struct AmountDifference {
  ByteRange source, target;
};

// Figures that both texts have, but each with another currency or unit.
std::vector<AmountDifference> compare_amounts(std::string_view source,
                                              const LanguageTag& source_language,
                                              std::string_view target,
                                              const LanguageTag& target_language);

}  // namespace hexapla
