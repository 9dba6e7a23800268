#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// A date as pages write it for programs, as RFC 3339 wants it: `2021-11-01T10:52:50+0100`,
// `2019-04-28 06:01:07`, `2015-07-24T05:36Z`, `20150724`. Nothing for anything else.
std::optional<std::string> to_timestamp(std::string_view text);

}  // namespace hexapla
