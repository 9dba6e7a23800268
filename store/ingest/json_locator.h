#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace hexapla {

// Byte offset of the value at `pointer` (RFC 6901) in `json`, which is valid JSON; of the last one
// where a name is given more than once, as the parser takes it. Nothing when there is no such
// value.
//
// Parsed values don't remember where they stood: so that good input costs nothing, the place of a
// bad value is looked for when it is needed. Linear in the text before the value.
std::optional<std::size_t> locate_json(std::string_view json, std::string_view pointer);

// Line of byte `byte`, from 1.
std::size_t line_of(std::string_view text, std::size_t byte);

// The first name that the object `json` (valid JSON) holds twice, as its offset.
std::optional<std::size_t> second_of_equal_names(std::string_view json);

}  // namespace hexapla
