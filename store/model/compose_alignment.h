#pragma once

#include "store/model/alignment.h"

namespace hexapla {

// From which segments of B render A, and which of C render B, to which of C render A: the smallest
// beads that both agree with. What is sure by half twice is sure by a quarter: confidences
// multiply. Segments of B that neither side knows leave no trace. `aligner` is that of `second`.
// Linear in beads.
Alignment compose(const Alignment& first, const Alignment& second);

}  // namespace hexapla
