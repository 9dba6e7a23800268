#pragma once

#include <vector>

#include "store/archive/view.h"
#include "store/model/alignment.h"

namespace hexapla {

// A stretch in which two revisions of one text differ, sentence by sentence.
struct TextChange {
  enum class Kind {
    changed,  // other words
    added,    // `older` is empty: where it would stand
    removed,  // `newer` is empty: where it stood
    moved,    // the same words elsewhere
  } kind = Kind::changed;
  SegmentRange older, newer;
  friend bool operator==(const TextChange&, const TextChange&) = default;
};
std::string_view name(TextChange::Kind kind);

// Sentences with the same words are matched first, in order (longest common subsequence), then
// those that stand elsewhere; what is left between two matches is paired one to one where it is as
// many, else as the aligner says. In the order of the older text, additions where they stand.
// Quadratic in what lies between the common beginning and end; beyond 2,000 by 2,000 sentences that
// whole stretch is one change.
std::vector<TextChange> text_changes(const RevisionView& older, const RevisionView& newer);

}  // namespace hexapla
