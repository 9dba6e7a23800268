#pragma once

#include <span>
#include <vector>

#include "store/archive/reading.h"
#include "translate/align/row_links.h"

namespace hexapla {

// A held revision whose words are to be linked with those of the original.
struct HeldVersion {
  const RevisionAddress& address;
  const TextToAlign& text;
  const Alignment& beads;        // those in force: alignment_between()
  std::span<const Bead> wanted;  // those of them whose links are wanted
};

// Links of words: by version, then by wanted bead. Those that the archive keeps, for the rest made
// now as by link_now().
std::vector<std::vector<BeadLinks>> links_of(const Reading& reading, const RevisionAddress& source,
                                             const TextToAlign& original,
                                             std::span<const HeldVersion> versions);

// Made now, with what the archive has learnt of the languages; versions in one language teach each
// other.
std::vector<std::vector<BeadLinks>> link_now(const Reading& reading, const TextToAlign& original,
                                             std::span<const VersionToLink> versions);

// As an archive keeps them.
KeptLinks kept_links(const BeadLinks& links);

}  // namespace hexapla
