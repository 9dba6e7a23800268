#pragma once

#include <string>
#include <string_view>

namespace hexapla {

enum class CalendarKind { gregorian, persian, islamic };

// What a word inside a date means.
struct DateWord {
  enum class Is { month, weekday, am, pm } is;
  int month = 0;  // from 1
  CalendarKind calendar = CalendarKind::gregorian;
  friend bool operator==(const DateWord&, const DateWord&) = default;
};

// What ICU's calendars for `language` call `word` (folded, without spaces and dots); null when they
// don't know it. With an empty `language`: what the word means in all languages of cues.tsv that
// know it, null when they differ (`listopad` is October in Zagreb and November in Prague). The
// tables of a language are made when first asked for, and kept.
const DateWord* find_date_word(std::string_view language, std::string_view word);

}  // namespace hexapla
