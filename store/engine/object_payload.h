#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// How an object lies in the store: one byte for the codec (0: as it is, 1: one zstd frame), the
// object's size as a LEB128 varint, its bytes. Safe from many threads.

// Larger objects are refused, on the way in and on the way out.
inline constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{1} << 30;

// Compresses where that saves a tenth or more. Throws std::invalid_argument above kMaxObjectBytes.
std::string encode_object(std::string_view bytes);

// Nothing for a payload that encode_object() could not have written. Never allocates more than the
// payload's own length could expand to, whatever size it claims.
std::optional<std::string> decode_object(std::string_view payload);

}  // namespace hexapla
