#include "translate/check/name_rendering.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "store/text/code_points.h"
#include "translate/check/shared_letters.h"

namespace hexapla {
namespace {

// What words begin with that render a name alike, whatever their endings.
std::string beginning(const NameWord& word) {
  constexpr std::size_t kLetters = 4;
  std::size_t end = 0;
  for (std::size_t i = 0; i < kLetters && end < word.folded.size(); ++i)
    end = after_code_point(word.folded, end);
  return word.folded.substr(0, end);
}

}  // namespace

NameRendering::NameRendering(const std::vector<NameOccurrence>& occurrences,
                             const std::vector<NamePair>& pairs)
    : name_(*occurrences.front().word), is_sounding_(name_.sound.size() >= kShortestSound) {
  find_spelling(occurrences);
  if (!has_capitals(occurrences.front().pair->bead->target.language()))
    find_letters(occurrences, pairs);
}

// The one that most places have.
void NameRendering::find_spelling(const std::vector<NameOccurrence>& occurrences) {
  std::map<std::string, std::size_t> places;
  for (const NameOccurrence& one : occurrences) {
    std::set<std::string> here;
    for (const NameWord& word : one.pair->target) {
      if (is_written_like(name_.folded, word.folded))
        here.insert(std::string());
      else if (is_sounding_ && word.letters >= kShortestSound && sounds_like(name_, word))
        here.insert(beginning(word));
    }
    for (const std::string& one_beginning : here) ++places[one_beginning];
  }
  std::size_t most = 0;
  for (const auto& [one_beginning, count] : places) {
    if (count <= most) continue;
    most = count;
    beginning_ = one_beginning;
  }
}

// Only where several places are not answered by now.
void NameRendering::find_letters(const std::vector<NameOccurrence>& occurrences,
                                 const std::vector<NamePair>& pairs) {
  constexpr std::size_t kFewest = 3;
  std::size_t answered = 0;
  std::set<const NamePair*> held;
  for (const NameOccurrence& one : occurrences) {
    held.insert(one.pair);
    if (is_in(*one.pair)) ++answered;
  }
  if (occurrences.size() < kFewest || answered + 1 >= occurrences.size()) return;
  std::vector<std::string_view> with, without;
  for (const NamePair& pair : pairs)
    (held.contains(&pair) ? with : without).push_back(pair.bead->target.text());
  std::string letters = shared_letters(with, without);
  const auto having =
      letters.empty() ? 0 : std::count_if(with.begin(), with.end(), [&](std::string_view text) {
        return text.find(letters) != std::string_view::npos;
      });
  if (static_cast<std::size_t>(having) > answered) letters_ = std::move(letters);
}

bool NameRendering::is_in(const NamePair& pair) const {
  if (!letters_.empty() && pair.bead->target.text().find(letters_) != std::string_view::npos)
    return true;
  return std::any_of(pair.target.begin(), pair.target.end(), [&](const NameWord& word) {
    if (is_written_like(name_.folded, word.folded)) return true;
    return !beginning_.empty() &&
           (beginning(word) == beginning_ || (is_sounding_ && word.sound == name_.sound));
  });
}

}  // namespace hexapla
