#pragma once

#include <optional>
#include <string>

#include "store/model/error.h"
#include "store/model/revision.h"

namespace hexapla {

// A role that a Markdown paragraph states itself: `{.caption} Text`, `{.dateline date=2022-10-21}
// Text`.
//
// Takes the braces off `text` and gives a block with role and attributes, without text. Nothing
// when `text` does not begin with `{.`. Throws InputError at `place` for an unknown role or
// attribute.
std::optional<Block> take_explicit_role(std::string& text, const Place& place);

}  // namespace hexapla
