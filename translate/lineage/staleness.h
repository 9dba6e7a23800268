#pragma once

#include <optional>
#include <vector>

#include "store/archive/outdated.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {

// A change of the original that a version does not have.
struct StaleStretch {
  TextChange change;  // `older` in `made_from`, `newer` in `newest`
  SegmentRange
      target;  // the version's sentences for it; empty, where it would stand, for what was added
};

// That a version is outdated, and where in the text.
struct Staleness : Outdated {
  RevisionAddress version;
  std::vector<StaleStretch> stretches;
};

// For every version that outdated() names.
std::optional<Staleness> staleness_of(const Reading& reading, const RevisionAddress& version);

// The same for the newest revision of each variant of an article.
std::vector<Staleness> stale_versions(const Reading& reading, const ArticleId& article);

}  // namespace hexapla
