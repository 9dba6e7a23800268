#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Those of `names` that somebody who wrote `wanted` may have meant, nearest first: few edits away,
// or beginning with it.
std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names,
                                 std::size_t limit);

}  // namespace hexapla
