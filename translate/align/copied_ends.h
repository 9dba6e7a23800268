#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

// How many segments two texts begin and end with that are the same in both, letter by letter.
//
// A text beside itself, or beside a revision in which one sentence differs, needs no guessing, and
// none is possible where all sentences are the same. Repetitions are left out where the texts go on
// differently: which of ten equal lines beside nine was added, nobody can say.
struct CopiedEnds {
  std::uint32_t front = 0, back = 0;
};
CopiedEnds find_copied_ends(const std::vector<std::string_view>& source,
                            const std::vector<std::string_view>& target);

}  // namespace hexapla
