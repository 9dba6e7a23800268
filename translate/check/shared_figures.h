#pragma once

#include <vector>

#include "translate/check/check_texts.h"
#include "translate/compare/numbers.h"

namespace hexapla {

// The numbers in digits of some sentences, in order.
std::vector<WrittenNumber> figures_of(const TextToCheck& text, const SegmentRange& segments);

// Whether one of `all` can be read as `figure` can, or has a part with it.
bool has_figure(const std::vector<WrittenNumber>& all, const WrittenNumber& figure);

}  // namespace hexapla
