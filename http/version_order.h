#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// Which of many versions are shown where nobody named any: no more than `limit` of `variants`, in
// their order: `base` if there is one, then from each language and script the version that is best
// to read (store/model/kind_order.h), then the next of each. Where not all of them fit, those in
// `languages` (as accepted_languages() gives them, the most wanted first) go before others, and the
// older before the newer. Those withdrawn are left out.
std::vector<VariantId> default_versions(const std::vector<VariantSummary>& variants,
                                        const std::optional<VariantId>& base,
                                        const std::vector<std::string>& languages,
                                        std::size_t limit);

}  // namespace hexapla
