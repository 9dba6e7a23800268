#pragma once

#include <string>
#include <vector>

#include "store/archive/reading.h"
#include "store/archive/renderings.h"

namespace hexapla {

// A translation memory over everything that is kept: sentences like a new one, with how each was
// rendered.

struct MemoryRequest {
  std::string sentence;
  std::string language;         // of the sentences wanted; empty: any
  std::string target_language;  // of the renderings wanted; empty: all
  int least_percent = 70;       // 1 to 100; see ComparedSentence::percent_of()
  std::size_t limit = 10;       // 1 to kMostMemoryMatches
  bool all_revisions = false;
};

struct MemoryMatch {
  RevisionAddress address;
  std::uint32_t segment;  // from 0
  std::string text;
  int percent;
  std::vector<Rendering> renderings;
  std::size_t repeated = 0;  // how often the same sentence was met besides
};

inline constexpr std::size_t kMostMemoryMatches = 100;

// The likest first, equals newest first. The same sentence is named once, where it was met first
// with a rendering that is wanted. Throws InputError for a request that cannot be taken.
std::vector<MemoryMatch> look_up_memory(const Reading& reading, const MemoryRequest& request);

}  // namespace hexapla
