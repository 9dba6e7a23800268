#pragma once

#include <optional>
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
  std::vector<double> parts;  // its runs of digits, each read alone
};

// The numbers of `text` (well-formed UTF-8), from left to right. Grouping by commas, points,
// spaces, apostrophes and the Arabic marks; Han and Hangul multipliers directly behind digits
// (`41万2千` is 412000).
std::vector<WrittenNumber> find_numbers(std::string_view text);

// A number of the source that the target has otherwise, or not at all.
struct NumberDifference {
  ByteRange source;
  std::optional<ByteRange> target;  // absent: wanting
};

// Numbers of `source` that `target` does not have, by value. Tuned to be silent when in doubt:
// nothing is said of a number that the target spells out in words or in Roman numerals, of the same
// hour on a clock of twelve, of a year in another calendar, or where a word (`million`, `thousand`)
// can stand for the missing powers of ten. A number below 100 that is merely wanting is not
// reported. Milliseconds only where digits disagree; microseconds else.
std::vector<NumberDifference> compare_numbers(std::string_view source,
                                              const LanguageTag& source_language,
                                              std::string_view target,
                                              const LanguageTag& target_language);

}  // namespace hexapla
