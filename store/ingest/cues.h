#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// Kinds of words by which news pages mark their lines; see cues.tsv.
enum class Cue { updated, published, byline, related, media, credit, date, am, pm };

struct CueMatch {
  std::string_view language;  // whose word it is
  std::size_t bytes = 0;      // of the folded line
};

// The longest word of kind `cue` that begins `folded_line` (made by fold()) and ends at a word's
// end there.
std::optional<CueMatch> cue_at_start(Cue cue, std::string_view folded_line);

// Every language that has a word of kind `cue` which is the whole of `folded`, in the order of
// cues.tsv.
std::vector<std::string_view> languages_of_cue(Cue cue, std::string_view folded);

// Whether `folded` as a whole is a word of kind `cue`, in any language.
bool is_cue(Cue cue, std::string_view folded);

// All languages that cues.tsv speaks of.
const std::vector<std::string>& cue_languages();

}  // namespace hexapla
