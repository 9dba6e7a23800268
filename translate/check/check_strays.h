#pragma once

#include <span>
#include <vector>

#include "translate/align/rows.h"
#include "translate/align/word_links.h"
#include "translate/check/check_texts.h"

namespace hexapla {

// A version of the text that several are checked against; all of it must outlive the call.
struct VersionToCheck {
  const RevisionView& view;
  LanguageTag language;
  const Alignment& alignment;  // of the source with it
  std::vector<Finding> moves;  // that versions beside it tell: moves_beside()
};

// Parts of sentences that a version leaves out or has of its own, by the links between words, as
// OmissionFinder judges them: several versions of one text judge each other. A list for each
// version, without keys.
//
// `rows` merges the alignments (or a part of them) and `links` are of these rows, by row and
// version. Nothing is told of Burmese in Zawgyi. Each finding names the beads of its own pair, so
// that it does not depend on which other versions were looked at.
std::vector<std::vector<Finding>> check_strays(const TextToCheck& source,
                                               std::span<const VersionToCheck> versions,
                                               std::span<const Row> rows,
                                               std::span<const std::vector<BeadLinks>> links);

// check_texts() for several versions of one text, with what check_strays() and find_moves() find.
std::vector<std::vector<Finding>> check_together(const TextToCheck& source,
                                                 std::span<const VersionToCheck> versions,
                                                 std::span<const Row> rows,
                                                 std::span<const std::vector<BeadLinks>> links);

}  // namespace hexapla
