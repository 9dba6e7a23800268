#pragma once

#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A number written in digits, in any script.
struct WrittenNumber {
  ByteRange range;  // of the text it was found in
  std::vector<double>
      values;  // how it can be read: `1.200` is 1200 or 1.2. Empty for dates like `21.10.2022`
  std::vector<double> parts;    // its runs of digits, each read alone; none where it is scaled
  std::vector<double> figures;  // values without their scale; empty where there is none
  double unit = 1;              // what its last digits count: millions in `5 million`

  bool is_scaled() const { return !figures.empty(); }
  void scale_by(double factor);
};

// The numbers of `text` (well-formed UTF-8), from left to right. Grouping by commas, points,
// spaces, apostrophes and the Arabic marks; Han and Hangul multipliers directly behind digits
// (`41万2千` is 412000).
std::vector<WrittenNumber> find_numbers(std::string_view text);

// With the words that `language` has for thousands and more (ScaleWords): `5.3 million`, `5 mil
// millones`, `1 करोड़ 20 लाख` and `milioni 5` are one number each, and their ranges have these
// words.
std::vector<WrittenNumber> find_numbers(std::string_view text, const LanguageTag& language);

// Whether two values are the same but for rounding.
bool is_same_value(double a, double b);

}  // namespace hexapla
