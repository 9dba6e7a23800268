#pragma once

#include "http/comparison.h"

namespace hexapla {

// Adds remarks and marks for stretches of words that a version leaves out (marked in the original)
// or adds (marked in the version), inside rows that have both. Wants the rows' links, and comes
// after the other checks: what they have a remark for is not told again.
void find_omissions(Comparison& comparison);

}  // namespace hexapla
