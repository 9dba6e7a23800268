#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Objects with consecutive numbers, each its digest and payload, in one value of the store: a value
// of more than half a page has pages of its own, and by itself an article's text would leave half
// of its last one empty.
//
//   n objects, for each: n object bytes (0: it is gone); then the objects

std::string encode_object_bundle(const std::vector<std::string>& objects);

// All of them, or nothing when the lengths are not those of the value.
std::optional<std::vector<std::string_view>> objects_in_bundle(std::string_view bundle);

// The one that `from_last` others follow, empty when it is gone; nothing when there is no such one.
std::optional<std::string_view> object_in_bundle(std::string_view bundle, std::uint64_t from_last);

}  // namespace hexapla
