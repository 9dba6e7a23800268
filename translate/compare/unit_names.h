#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "store/text/language_tag.h"

namespace hexapla {

// The names of currencies and units in one language, from ICU.
class UnitNames {
 public:
  virtual ~UnitNames() = default;
  // What a word (folded) can mean; empty for none. A word of another case than those of CLDR, as
  // `Jahren` and `λεπτών`, means what the names mean that differ from it in their endings only.
  virtual std::vector<std::uint16_t> meanings(std::string_view folded_word) const = 0;
  // The longest name that `folded_text` begins with, for scripts without spaces: its meanings and
  // its bytes.
  virtual std::vector<std::uint16_t> at_start(std::string_view folded_text,
                                              std::size_t& bytes) const = 0;
};

// Made when first asked for, and kept. Safe from many threads.
std::shared_ptr<const UnitNames> unit_names(const LanguageTag& language);

// What a currency sign means in any language (`$`, `€`, `US$` without its letters); empty for none.
std::vector<std::uint16_t> sign_meanings(char32_t sign);

// What `°` with these letters behind it means; empty but for `C` and `F`, in Cyrillic too.
std::vector<std::uint16_t> degree_meanings(std::string_view letters);

// Whether one of these is a currency.
bool is_money(const std::vector<std::uint16_t>& units);

}  // namespace hexapla
