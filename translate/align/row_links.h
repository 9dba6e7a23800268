#pragma once

#include <span>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/rows.h"
#include "translate/align/word_links.h"

namespace hexapla {

// Links the words of each row's original with those of each version: by row, then by version.
// Versions in one language teach each other; see link_words_together().
std::vector<std::vector<BeadLinks>> link_rows(const TextToAlign& original,
                                              std::span<const TextToAlign> versions,
                                              std::span<const Row> rows);

}  // namespace hexapla
