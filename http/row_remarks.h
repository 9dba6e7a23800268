#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/comparison.h"
#include "store/model/alignment.h"

namespace hexapla {

// `text` as a remark quotes it: its beginning, when it is long.
std::string quoted_in_remark(std::string_view text);

// Fills in what a reader is told of each row, whose words are linked already: what translate/check
// finds of the versions, beside each other, and what was made from an older text. `alignments` are
// of the first version with each other one.
void remark_rows(const Reading& reading, Comparison& comparison,
                 const std::vector<Alignment>& alignments);

}  // namespace hexapla
