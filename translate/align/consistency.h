#pragma once

#include <cstdint>
#include <vector>

#include "store/archive/reading.h"
#include "store/model/alignment.h"

namespace hexapla {

// An original, a version of it, and another one that was made from that version.
struct Chain {
  RevisionAddress original, through, version;
};

// The chains of an article among the newest revisions of its versions. Those that their claims
// name; or, with `every_pair`, of each two versions, which need not be made from each other: what
// they say of the original through each other is then compared.
std::vector<Chain> chains_of(const Reading& reading, const ArticleId& article, bool every_pair);

// Sentences of the original about which the two ways do not say the same, from one border that both
// know to the next.
struct Disagreement {
  SegmentRange source, target;
  std::uint32_t composed_beads = 0, direct_beads = 0;  // into how many each parts them
};

struct Consistency {
  // Beads with both sides: of the two alignments composed, of the direct one, and those in both.
  std::uint32_t composed = 0, direct = 0, agreeing = 0;
  std::vector<Disagreement> disagreements;

  // F1 of the one against the other: 1 when both are the same.
  double agreement() const {
    return composed + direct == 0 ? 1 : 2.0 * agreeing / (composed + direct);
  }
};

// Compares two alignments of the same texts. Linear in beads.
Consistency compare_alignments(const Alignment& composed, const Alignment& direct);

// Compares the composition of the two alignments in force along a chain with the version aligned
// directly with the original.
Consistency measure_consistency(const Reading& reading, const Chain& chain);

}  // namespace hexapla
