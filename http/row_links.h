#pragma once

#include "http/comparison.h"

namespace hexapla {

// Fills in ComparedRow::links of all rows of `comparison`: which words of the original each version
// renders where. The rows shown teach each other. Time is linear in their words.
void link_rows(Comparison& comparison);

}  // namespace hexapla
