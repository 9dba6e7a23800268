#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "translate/label/label.h"
#include "translate/label/tokens.h"
#include "translate/label/vocabulary.h"

namespace hexapla {

// One line, read with the words of one language.
struct LabelReading {
  Label::Class label_class = Label::Class::unspecified;
  std::size_t unknown = 0;  // tokens that the language's phrases don't explain
  std::size_t pieces = 0;   // phrases that it took: fewer are the better explanation
  std::optional<std::pair<std::size_t, std::size_t>> engine;  // tokens [first, second)
  std::string source_language;
};

// Whether the tokens are a label in language number `language`; all of its sentences must belong to
// it.
//
// A sentence is explained by covering it with phrases of the language. One at least must say that
// something was translated and how or by whom, with nothing left over; sentences behind it (errors
// are possible, here is the original) may hold words that we don't know.
//
// `matches[i]` are all phrases that begin at token i. `folded` and `written` are the same tokens,
// folded and as on the page.
std::optional<LabelReading> read_as_label(
    const std::vector<LabelToken>& folded, const std::vector<LabelToken>& written,
    const std::vector<std::vector<LabelVocabulary::Match>>& matches, std::uint16_t language);

}  // namespace hexapla
