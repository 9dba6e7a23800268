#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "store/engine/engine.h"

namespace hexapla {

// A row's value as it lies in the store: the value, then four bytes that tell whether table, key
// and value still belong together. A disk that gives back other bytes than it was given is found
// out by whoever reads them, not only by who verifies the whole archive. It is no defence against a
// person: that is what the log's digests are for.
//
// The four bytes are the low half of XXH3-64 (xxHash specification 0.2.0, XXH3) of the value, least
// significant byte first; its seed is the XXH3-64 of the key, whose seed is that of the table's
// name.
inline constexpr std::size_t kSealBytes = 4;

// Into `sealed`, whose room serves again.
void seal_row(Table table, std::string_view key, std::string_view value, std::string& sealed);

// The value; nothing where table, key, value and seal do not belong together.
std::optional<std::string_view> unseal_row(Table table, std::string_view key,
                                           std::string_view sealed);

// The same four bytes of an object's, whose key is its digest and whose table's name is empty.
std::array<char, kSealBytes> seal_of_object(std::string_view digest, std::string_view bytes);

// The value, whatever the seal says: for comparing with what it should be.
std::string_view unchecked_value(std::string_view sealed);

}  // namespace hexapla
