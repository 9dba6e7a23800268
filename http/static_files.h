#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/response.h"

namespace hexapla {

// Files that the program carries: style, script, mark and fonts. Their addresses hold a digest, so
// browsers keep them for ever.
std::string_view style_address();  // `/static/site.0123456789abcdef.css`
std::string_view script_address();
// For browsers without a script, besides the other: what boxes on the page switch.
std::string_view plain_style_address();
std::string_view mark_address();

// Nothing for an address that is none of ours; an old digest is none of ours.
std::optional<Response> find_static_file(std::string_view path);

}  // namespace hexapla
