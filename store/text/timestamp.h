#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Whether `text` is a date (`2022-10-21`), a local date and time (`2022-10-21T09:49:00`) or a
// moment (with `Z` or an offset) in the form of RFC 3339, and exists.
bool is_timestamp(std::string_view text);

// Whether `text` is a year (`2026`), a month (`2026-04`), a day, or a longer beginning of a moment
// in UTC, up to `2026-04-14T09:49:00.000Z`, and exists.
bool is_beginning_of_moment(std::string_view text);

// The moment `text` (RFC 3339, with `Z` or an offset) in UTC: `2022-10-21T06:49:00Z`. Nothing for
// anything else.
std::optional<std::string> to_utc(std::string_view text);

// The same moment in whole seconds since 1970; fractions are dropped.
std::optional<std::int64_t> unix_seconds(std::string_view text);

}  // namespace hexapla
