#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// A line that says when: `Updated: October 21, 2022, 9:49 AM`, `آخر تحديث: 21 تشرين الأول 2022`,
// `更新：2022年10月21日 9:49`.
struct DateLine {
  enum class Says { nothing, published, updated } says = Says::nothing;
  // RFC 3339: a date, a local date and time, or one with an offset where the line gives one. Empty
  // when the line's words for the date are not understood, or can be read in two ways (`10/11/2022`
  // in English).
  std::string date;
};

// Nothing when `line` says more than that, or something else. `line` is NFC, of one line.
//
// Names of months and days are ICU's (CLDR) for the language of the line's own words, or for every
// language of cues.tsv in which they mean one thing. Persian, Buddhist and Islamic dates become
// Gregorian.
std::optional<DateLine> parse_date_line(std::string_view line);

// The date in `text`, which holds nothing else; `language` is empty when unknown. As
// DateLine::date.
std::optional<std::string> parse_date(std::string_view text, std::string_view language);

}  // namespace hexapla
