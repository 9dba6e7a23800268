#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine/engine.h"
#include "store/search/block.h"
#include "store/search/postings.h"
#include "store/search/runs.h"

namespace hexapla {

// Walks the texts of one run that have a word, newest first (numbered from the run's newest back).
class PostingCursor {
 public:
  virtual ~PostingCursor() = default;
  // How many texts there are.
  virtual std::uint32_t texts() const = 0;
  virtual std::uint32_t text() const = 0;
  // Goes to the first text that is not before `text`, never back; false when there is none.
  virtual bool advance_to(std::uint32_t text) = 0;
  // The segments of the present text; to be asked once.
  virtual void segments(std::vector<std::uint32_t>& segments) = 0;
};

// Nothing when the run has none of `terms`. Of several terms the texts and segments of any of them.
// `terms` must outlive the cursor, and so must the snapshot.
std::unique_ptr<PostingCursor> open_postings(const Snapshot& rows, const Run& run,
                                             const std::vector<std::string>& terms);

}  // namespace hexapla
