#pragma once

#include <optional>
#include <string_view>

namespace hexapla {

// What a revision is, as far as we know.
enum class Kind { unknown, original, machine, post_edited, human };

// `unknown`, `original`, `machine`, `post-edited`, `human`.
std::string_view name(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

}  // namespace hexapla
