#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace hexapla {

// The canonical form of RFC 8785 for the values that we write: objects, arrays, strings, booleans,
// null and integers within ±(2^53 − 1). Keys are ordered by UTF-16 code units. Throws
// std::invalid_argument for other numbers and for ill-formed UTF-8.
std::string canonical_json(const nlohmann::json& value);

}  // namespace hexapla
