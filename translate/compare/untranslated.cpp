#include "translate/compare/untranslated.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/word_spaces.h"
#include "translate/compare/written_language.h"

namespace hexapla {
namespace {

struct Units {
  std::vector<std::string> units;  // words, or pairs of letters where words are not parted; sorted
  std::size_t letters = 0;
};

// No dictionary is asked for words: breaking Chinese or Thai properly is too slow for a page that
// is being waited for, and pairs of letters tell as well whether a sentence was repeated.
Units units_of(const std::string& folded, bool spaceless) {
  Units found;
  std::string word, previous;
  bool has_letter = false;
  const auto end_word = [&] {
    if (!word.empty() && has_letter && !spaceless) found.units.push_back(word);
    word.clear();
    previous.clear();
    has_letter = false;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<UChar32>(take_code_point(folded, at));
    if (!u_isalnum(c)) {
      end_word();
      continue;
    }
    const std::string letter = folded.substr(begin, at - begin);
    if (u_isalpha(c)) {
      has_letter = true;
      ++found.letters;
    }
    if (spaceless && !previous.empty()) found.units.push_back(previous + letter);
    previous = letter;
    word += letter;
  }
  end_word();
  std::sort(found.units.begin(), found.units.end());
  return found;
}

bool repeats(std::string_view source, const LanguageTag& source_language, std::string_view target) {
  // Most sentences are told apart by their bytes alone: one of another length is no repetition.
  if (target.size() * 10 < source.size() * 7 || source.size() * 10 < target.size() * 7)
    return false;
  const bool spaceless = !has_word_spaces(source_language);
  const Units left = units_of(fold(source), spaceless), right = units_of(fold(target), spaceless);
  const bool enough =
      spaceless ? right.letters >= 8 : right.units.size() >= 4 && right.letters >= 12;
  if (!enough) return false;
  std::vector<std::string> shared;
  std::set_intersection(left.units.begin(), left.units.end(), right.units.begin(),
                        right.units.end(), std::back_inserter(shared));
  constexpr double kNearly = 0.85;
  const auto larger = static_cast<double>(std::max(left.units.size(), right.units.size()));
  return static_cast<double>(shared.size()) >= kNearly * larger;
}

}  // namespace

bool is_left_untranslated(std::string_view source, const LanguageTag& source_language,
                          std::string_view target, const LanguageTag& target_language) {
  if (source_language.language() == target_language.language()) return false;
  return repeats(source, source_language, target) ||
         is_surely_in(target, source_language, target_language);
}

}  // namespace hexapla
