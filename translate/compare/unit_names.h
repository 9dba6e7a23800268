#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace hexapla {

// The names of currencies and units in one language, from ICU.
class UnitNames {
 public:
  virtual ~UnitNames() = default;
  // What a word (folded) can mean; empty for none.
  virtual std::vector<std::uint16_t> meanings(std::string_view folded_word) const = 0;
  // The longest name that `folded_text` begins with, for scripts without spaces: its meanings and
  // its bytes.
  virtual std::vector<std::uint16_t> at_start(std::string_view folded_text,
                                              std::size_t& bytes) const = 0;
};

// Made when first asked for, and kept. Safe from many threads.
std::shared_ptr<const UnitNames> unit_names(std::string_view language);

// What a currency sign means in any language (`$`, `€`, `US$` without its letters); empty for none.
std::vector<std::uint16_t> sign_meanings(char32_t sign);

}  // namespace hexapla
