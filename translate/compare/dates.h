#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// A day of the (Gregorian) calendar as a text writes it, with or without its year.
struct WrittenDate {
  ByteRange range;
  std::vector<std::pair<int, int>> days;  // (month, day): `3/4/2022` can be read in two ways
  int year = 0;                           // 0: not said
};

// The dates of `text` (well-formed UTF-8): `21. října 2022`, `October 21st`, `21 تشرين الأول`,
// `2022年10月21日`, `21.10.2022`, `2022-10-21`. Months by the names that ICU has for `language`;
// years of other calendars count as not said. Linear; the first call for a language costs its
// tables.
std::vector<WrittenDate> find_dates(std::string_view text, const LanguageTag& language);

struct DateDifference {
  ByteRange source, target;
};

// Dates of one text that face another date in the other. A date that one text alone has is no
// difference: `today` may stand for it.
std::vector<DateDifference> compare_dates(std::string_view source,
                                          const LanguageTag& source_language,
                                          std::string_view target,
                                          const LanguageTag& target_language);

}  // namespace hexapla
