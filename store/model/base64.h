#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Base 64 with padding and no line breaks (RFC 4648, section 4).
std::string to_base64(std::string_view bytes);

// Nothing for anything else than what to_base64() writes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace hexapla
