#include "translate/check/shared_letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

constexpr std::size_t kLongest = 8;      // code points
constexpr std::size_t kCandidates = 16;  // that are looked for in the other texts
constexpr std::size_t kShareElsewhere = 4;

struct Letter {
  std::uint32_t begin, end;
  std::size_t fewest;  // letters from here on that say something; 0: no letter
};

std::size_t fewest_from(UChar32 c) {
  if (!is_letter_or_mark(c)) return 0;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
      return 2;
    case USCRIPT_HANGUL:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return 3;
    default:
      return 4;
  }
}

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const auto c = static_cast<UChar32>(take_code_point(text, at));
    letters.push_back({begin, static_cast<std::uint32_t>(at), fewest_from(c)});
  }
  return letters;
}

struct Seen {
  std::uint32_t texts = 0, last = UINT32_MAX;
};
using Stretches = std::unordered_map<std::string_view, Seen>;

void count_stretches(std::string_view text, std::uint32_t number, Stretches& stretches) {
  const std::vector<Letter> letters = letters_of(text);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    for (std::size_t k = i; k < letters.size() && k < i + kLongest && letters[k].fewest > 0; ++k) {
      if (k + 1 < i + letters[i].fewest) continue;
      Seen& seen = stretches[text.substr(letters[i].begin, letters[k].end - letters[i].begin)];
      if (seen.last != number) ++seen.texts;
      seen.last = number;
    }
  }
}

}  // namespace

std::string shared_letters(std::span<const std::string_view> with,
                           std::span<const std::string_view> without) {
  Stretches stretches;
  for (std::uint32_t i = 0; i < with.size(); ++i) count_stretches(with[i], i, stretches);
  const std::size_t enough = with.size() - std::max<std::size_t>(1, with.size() / 4);
  struct Candidate {
    std::uint32_t texts;
    std::string_view letters;
  };
  std::vector<Candidate> candidates;
  for (const auto& [letters, seen] : stretches)
    if (seen.texts >= enough && seen.texts > 1) candidates.push_back({seen.texts, letters});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    if (a.texts != b.texts) return a.texts > b.texts;
    if (a.letters.size() != b.letters.size()) return a.letters.size() > b.letters.size();
    return a.letters < b.letters;
  });
  if (candidates.size() > kCandidates) candidates.resize(kCandidates);
  for (const Candidate& candidate : candidates) {
    const auto elsewhere = std::count_if(without.begin(), without.end(), [&](const auto& text) {
      return text.find(candidate.letters) != std::string_view::npos;
    });
    if (static_cast<std::size_t>(elsewhere) * kShareElsewhere <= candidate.texts)
      return std::string(candidate.letters);
  }
  return {};
}

}  // namespace hexapla
