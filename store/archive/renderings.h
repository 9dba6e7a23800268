#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// What a version has for some segments of another one.
struct Rendering {
  RevisionAddress address;
  Kind kind = Kind::unknown;
  SegmentRange segments;
  std::string text;
  float confidence = 0;  // the least of the beads it was found through
};

// How the newest revision of each other variant of the article renders `segments` of `address`,
// through the alignments that are stored, as people corrected them; the original first, then what
// people wrote, what they corrected, and what machines wrote, each in the order of creation.
// Versions without an alignment, or without a counterpart, are left out.
std::vector<Rendering> find_renderings(const Reading& reading, const RevisionAddress& address,
                                       SegmentRange segments);

// Puts first what somebody most likely looks for: what `base` has, then versions in `languages`
// (tags or the beginnings of such, in any case, the likeliest first), then all others as they are.
// Returns how many are likely.
std::size_t put_likely_first(std::vector<Rendering>& renderings,
                             const std::optional<VariantId>& base,
                             const std::vector<std::string>& languages);

// The segments of the other side that beads match with `range`. Empty: no counterpart. `confidence`
// becomes the least of these beads' where it is greater.
SegmentRange counterpart(const Alignment& alignment, SegmentRange range, bool from_source,
                         float& confidence);

}  // namespace hexapla
