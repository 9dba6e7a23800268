#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// `bytes` in gzip format (RFC 1952), always the same for the same bytes. Costs about 30 ms a
// megabyte: keep the result.
std::string gzip(std::string_view bytes);

}  // namespace hexapla
