#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Payloads of objects with consecutive numbers, in one value of the store: a value of more than
// half a page has pages of its own, and by itself an article's text would leave half of its last
// one empty.
//
//   n objects, for each: n payload bytes (0: it is gone); then the payloads

std::string encode_object_bundle(const std::vector<std::string>& payloads);

// All of them, or nothing when the lengths are not those of the value.
std::optional<std::vector<std::string_view>> payloads_in_bundle(std::string_view bundle);

// The one that `from_last` others follow, empty when it is gone; nothing when there is no such one.
std::optional<std::string_view> payload_in_bundle(std::string_view bundle, std::uint64_t from_last);

}  // namespace hexapla
