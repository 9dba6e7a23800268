#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "store/model/revision.h"

namespace hexapla {

// The language of the blocks' text by CLD2; nothing when the detector itself does not call its
// answer reliable.
std::optional<LanguageTag> detect_language(const std::vector<Block>& blocks);

}  // namespace hexapla
