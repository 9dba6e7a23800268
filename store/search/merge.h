#pragma once

#include <cstdint>
#include <string>

#include "store/engine/engine.h"
#include "store/search/runs.h"

namespace hexapla {

// How far the making of a run has come. Words up to `last` are in the new run, the later ones still
// in its children; blocks that have been taken in are gone.
struct MergeProgress {
  std::uint64_t blocks = 0;    // of the children, altogether
  std::uint64_t consumed = 0;  // of these
  std::uint64_t written = 0;   // blocks of the new run
  std::string last;            // empty: none yet
};
// Its key in table search_runs.
std::string progress_key(const Run& run);
std::string encode_progress(const MergeProgress& progress);
MergeProgress decode_progress(std::string_view row);

// Takes in further words until `consumed` reaches `target` (or all is done). Throws
// StoreError::corrupt.
void merge_until(RebuildWriter& rows, const Run& run, std::uint64_t target,
                 MergeProgress& progress);

}  // namespace hexapla
