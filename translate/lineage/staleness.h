#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {

// A change of the original that a version does not have.
struct StaleStretch {
  TextChange change;  // `older` in `made_from`, `newer` in `newest`
  SegmentRange
      target;  // the version's sentences for it; empty, where it would stand, for what was added
};

// Why a version is stale: the text that it follows has a newer revision, with other words.
struct Staleness {
  RevisionAddress version;
  RevisionAddress made_from;   // or what a person said it is still right for
  RevisionAddress newest;      // of the same variant as `made_from`
  RevisionAddress since;       // the first revision after `made_from` with another text
  std::string since_time;      // when that was added
  std::optional<Basis> basis;  // of the claim that it was made from there
  // Where the version was made from a translation, and it is the text behind that which changed:
  // the texts between, the version's own source first.
  std::vector<RevisionAddress> through;
  std::vector<StaleStretch> stretches;
  bool accepted_before = false;  // a person said once that it is still right, and it changed again
};

// Nothing for a version that is up to date, says no source, or for whose newest source somebody
// said `still-right`.
//
// A `still-right` claim names a revision of the source's variant: from then on the version counts
// as made from that one, until the source changes again. `newest` is compared by text: a revision
// that only says more of the same text changes nothing.
std::optional<Staleness> staleness_of(const Reading& reading, const RevisionAddress& version);

// The same for the newest revision of each variant of an article.
std::vector<Staleness> stale_versions(const Reading& reading, const ArticleId& article);

}  // namespace hexapla
