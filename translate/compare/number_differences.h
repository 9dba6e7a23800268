#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A number of the source that the target has otherwise, or not at all.
struct NumberDifference {
  ByteRange source;
  std::optional<ByteRange> target;  // absent: wanting
};

struct NumberComparison {
  std::vector<NumberDifference> differences;
  // What the target has and the source has not, of any size, and stands for no number of it:
  // find_added_numbers() knows which of these are no other way to say something.
  std::vector<ByteRange> only_in_target;
};

// Numbers of `source` that `target` does not have, by value. Tuned to be silent when in doubt:
// nothing is said of a number that the target spells out in words or in Roman numerals, of the same
// hour on a clock of twelve, of a year in another calendar, or where a word that we do not know can
// stand for the missing powers of ten. Where both have a word for them that we know (`million`,
// `百万`, `लाख`), they have to agree, and where one text has none of all that its language has. A
// number below 100 that is merely wanting is not reported. Milliseconds only where digits disagree;
// microseconds else.
NumberComparison compare_numbers(std::string_view source, const LanguageTag& source_language,
                                 std::string_view target, const LanguageTag& target_language);

}  // namespace hexapla
