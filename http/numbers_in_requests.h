#pragma once

#include <cstdint>
#include <string_view>

#include "http/request.h"

namespace hexapla {

// A number given as a parameter; `otherwise` where it is not given. Throws Problem 400 naming the
// parameter.
std::uint64_t number_parameter(const Request& request, std::string_view name,
                               std::uint64_t otherwise);

// The same where numbers beyond 32 bits mean the greatest.
std::uint32_t clamped_number(const Request& request, std::string_view name,
                             std::uint32_t otherwise);

// A number in a path. Throws Problem 404: nothing else stands at such an address.
std::uint64_t number_in_path(std::string_view text);

}  // namespace hexapla
