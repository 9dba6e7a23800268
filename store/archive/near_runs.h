#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"
#include "store/search/index_reader.h"

namespace hexapla {

// What somebody may have meant by a run of characters of a script without spaces (Chinese,
// Japanese, Thai, Lao, Khmer, Burmese) that stands nowhere: the same in traditional or simplified
// characters; what run_mender.h finds in segments that have pairs of it; and, of a Chinese one that
// is too short to leave a pair right, what begins alike and sounds alike. Likeliest first, at most
// `limit`; the first and the last are not looked up, so they may stand nowhere too.
//
// Reads at most 200 segments; as much of the index as find_similar() does.
std::vector<std::string> near_runs(const Reading& reading, const IndexReader& index,
                                   std::string_view nfc_run, std::size_t limit);

}  // namespace hexapla
