#pragma once

#include <functional>
#include <span>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/rows.h"
#include "translate/align/word_links.h"

namespace hexapla {

// What is known of the original's language and another one; null for nothing.
using KnownOfLanguage = std::function<const KnownWords*(const LanguageTag& language)>;

// A version whose words are linked with those of the original, in these beads.
struct VersionToLink {
  const TextToAlign& text;
  std::span<const Bead> beads;
};

// Links words inside beads: by version, then by bead. Versions in one language teach each other;
// see link_words_together().
std::vector<std::vector<BeadLinks>> link_versions(const TextToAlign& original,
                                                  std::span<const VersionToLink> versions,
                                                  const KnownOfLanguage& known = {});

// The links of whole beads put together by the rows that hold them: by row, then by version. Beads
// outside the rows are left out.
std::vector<std::vector<BeadLinks>> links_by_row(std::span<const Row> rows,
                                                 std::span<const std::vector<BeadLinks>> versions);

}  // namespace hexapla
