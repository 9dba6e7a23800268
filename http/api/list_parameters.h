#pragma once

#include <cstdint>

#include "http/problem.h"
#include "http/request.h"

namespace hexapla {

// `limit`: how many entries a list's answer has, 1 to 500; 50 when not given. Throws Problem 400.
std::uint64_t limit_of(const Request& request);

// To throw for a `cursor` that no list here has given out.
Problem bad_cursor();

}  // namespace hexapla
