#include "store/ingest/cues.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string>

#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace embedded {
extern const std::string_view ingest_cues;
}

namespace {

constexpr std::array<std::string_view, 9> kCueNames = {
    "updated", "published", "byline", "related", "media", "credit", "date", "am", "pm"};

struct Cues {
  // Folded word → the languages that have it, in the order of the file.
  std::array<std::map<std::string, std::vector<std::string_view>, std::less<>>, kCueNames.size()>
      words;
  std::array<std::size_t, kCueNames.size()> longest{};
  std::vector<std::string> languages;
};

void add_line(Cues& cues, std::string_view line) {
  const std::size_t first = line.find('\t');
  const std::size_t second = line.find('\t', first + 1);
  if (first == line.npos || second == line.npos) {
    throw std::logic_error("cues.tsv: three columns are wanted: " + std::string(line));
  }
  const std::string_view language = line.substr(0, first);
  const auto name =
      std::find(kCueNames.begin(), kCueNames.end(), line.substr(first + 1, second - first - 1));
  if (name == kCueNames.end())
    throw std::logic_error("cues.tsv: unknown cue: " + std::string(line));
  const auto cue = static_cast<std::size_t>(name - kCueNames.begin());

  if (std::find(cues.languages.begin(), cues.languages.end(), language) == cues.languages.end()) {
    cues.languages.emplace_back(language);
  }
  std::string_view rest = line.substr(second + 1);
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    std::string word = fold(rest.substr(0, bar));
    cues.longest[cue] = std::max(cues.longest[cue], word.size());
    if (!word.empty()) cues.words[cue][std::move(word)].push_back(language);
    rest = bar == rest.npos ? std::string_view{} : rest.substr(bar + 1);
  }
}

const Cues& all_cues() {
  static const Cues cues = [] {
    Cues made;
    std::string_view rest = embedded::ingest_cues;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      if (!line.empty() && line.front() != '#') add_line(made, line);
      rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    }
    return made;
  }();
  return cues;
}

// Whether a word may end before byte `at`: no letter follows it, nor a digit after an ASCII letter
// or digit. Scripts without spaces are held to the same rule: `文：` is a byline's word, the `文`
// of `文化` is not.
bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto next = static_cast<UChar32>(code_point_at(text, at));
  if (u_isdigit(next)) return static_cast<unsigned char>(text[at - 1]) >= 0x80;
  return !u_isalpha(next) && (U_GET_GC_MASK(next) & U_GC_M_MASK) == 0;
}

}  // namespace

std::optional<CueMatch> cue_at_start(Cue cue, std::string_view folded_line) {
  const Cues& cues = all_cues();
  const auto index = static_cast<std::size_t>(cue);
  const auto& words = cues.words[index];
  for (std::size_t length = std::min(cues.longest[index], folded_line.size()); length > 0;
       --length) {
    if (!ends_word(folded_line, length)) continue;
    const auto found = words.find(folded_line.substr(0, length));
    if (found != words.end()) return CueMatch{found->second.front(), length};
  }
  return std::nullopt;
}

std::vector<std::string_view> languages_of_cue(Cue cue, std::string_view folded) {
  const auto& words = all_cues().words[static_cast<std::size_t>(cue)];
  const auto found = words.find(folded);
  return found == words.end() ? std::vector<std::string_view>{} : found->second;
}

bool is_cue(Cue cue, std::string_view folded) {
  const auto& words = all_cues().words[static_cast<std::size_t>(cue)];
  return words.find(folded) != words.end();
}

const std::vector<std::string>& cue_languages() { return all_cues().languages; }

}  // namespace hexapla
