#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/model/digest.h"

namespace hexapla {

// How an object lies in the store: one byte for the codec (0: as it is, 1: one zstd frame, 2: one
// zstd frame that refers to another object's bytes), the object's size as a LEB128 varint, for
// codec 2 the other object's raw digest, then the bytes or the frame. Safe from many threads.

// Larger objects are refused, on the way in and on the way out.
inline constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{1} << 30;
// Larger objects serve nobody as a base: reading a small object must not cost reading a large one.
inline constexpr std::uint64_t kMaxBaseBytes = std::uint64_t{4} << 20;

// Compresses where that saves a tenth or more. Throws std::invalid_argument above kMaxObjectBytes.
std::string encode_object(std::string_view bytes);

// The same against a base: another object that is much alike (the text of a page for the page, the
// text before a correction for the one after it). A payload refers to the base only when that
// leaves less than a third of the bytes; from then on the base must stay, or the payload be
// written anew.
std::string encode_object(std::string_view bytes, const Digest& base, std::string_view base_bytes);

// The object that decoding needs; nothing for a payload that stands alone, or is none.
std::optional<Digest> base_of(std::string_view payload);

// Nothing for a payload that encode_object() could not have written. `base_bytes` are those of
// base_of(). Never allocates more than the payload's own length could expand to, whatever size it
// claims.
std::optional<std::string> decode_object(std::string_view payload,
                                         std::string_view base_bytes = {});

}  // namespace hexapla
