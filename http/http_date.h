#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// `time`, seconds since 1970, as `Fri, 21 Oct 2022 09:49:00 GMT` (RFC 9110, section 5.6.7, the form
// that is to be sent), and back: nothing for anything else.
std::string http_date(std::int64_t time);
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace hexapla
