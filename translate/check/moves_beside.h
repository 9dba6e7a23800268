#pragma once

#include <vector>

#include "store/archive/reading.h"
#include "translate/check/check_texts.h"

namespace hexapla {

// A version of the source in the language of another one; all of it must outlive the call.
struct VersionBeside {
  const RevisionView& view;
  const Alignment& alignment;  // of the source with it
};

// Sentences of the source that seem wanting in `target` and stand in another place of it, as a
// version beside it tells: that has the same words (moved_sentences()) where the source has them.
// Findings of the class `moved`, without keys; each sentence once, by the first version that tells.
//
// Costs little where nothing is left over on both sides.
std::vector<Finding> moves_beside(const TextToCheck& source, const TextToCheck& target,
                                  const Alignment& alignment,
                                  std::span<const VersionBeside> beside);

// The same by those of `group` that are in the language of `target`, and by what it revises, where
// the article holds that: `alignment` is of `source` with `target`.
std::vector<Finding> moves_in_group(const Reading& reading, const RevisionAddress& source,
                                    const RevisionView& source_view, const RevisionAddress& target,
                                    const RevisionView& target_view, const Alignment& alignment,
                                    std::span<const RevisionAddress> group);

}  // namespace hexapla
