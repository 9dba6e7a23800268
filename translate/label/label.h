#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/revision.h"
#include "store/model/statement.h"

namespace hexapla {

// A line by which a page says that its text is a translation.
struct Label {
  enum class Class { machine, post_edited, human, unspecified } label_class;
  ByteRange range;              // within the line
  std::string language;         // of the label itself (BCP 47)
  std::string engine;           // as the label names it; empty when it does not
  std::string source_language;  // BCP 47, when the label names it
};

// The label in one line of text, if it is one: the whole line must be it (with marks, a link's
// words and a date around), so that a sentence that speaks about machine translation is none.
std::optional<Label> find_label(std::string_view line);

// The same; of languages that read the line equally well (Danish and Norwegian labels may be the
// same letters) the base language of `preferred_language` wins.
std::optional<Label> find_label(std::string_view line, std::string_view preferred_language);

// Finds the labels of a revision's blocks, gives their blocks the role `label` (a paragraph that is
// a label and more is left alone), and returns a statement of basis `labelled` for each.
//
// Long paragraphs in the midst of a text are not looked at.
//
// Scope: `revision` where the label stands among the head's lines or at the very end; `uncertain`
// under a caption or between other blocks.
std::vector<Statement> label_blocks(Revision& revision);

}  // namespace hexapla
