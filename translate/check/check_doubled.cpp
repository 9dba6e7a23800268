#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/text/code_points.h"
#include "store/text/character_kinds.h"
#include "store/text/fold.h"
#include "store/text/word_spaces.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

// Languages in which saying a word twice is a slip, or grammar that their spelling joins by a
// hyphen (`orang-orang`, `tez-tez`, `քիչ-քիչ`). Elsewhere it is grammar with a space: `little by
// little` in Hindi, Turkish, Greek, Swahili or Vietnamese.
constexpr std::array<std::string_view, 44> kSaysOnce{
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "nn", "is", "cs", "sk", "pl",
    "uk", "ru", "be", "bg", "sr", "hr", "bs", "sl", "mk", "ro", "ca", "gl", "lt", "lv", "et",
    "af", "az", "uz", "id", "ms", "ka", "hy", "hu", "fi", "eu", "kk", "ky", "tk", "tt"};
// Words that may follow themselves even there.
constexpr std::array<std::string_view, 35> kMayRepeat{
    "had",  "that", "is", "her",  "die", "der", "das", "den",  "dem",  "sie",  "wir", "nous",
    "vous", "en",   "de", "very", "no",  "yes", "ja",  "nein", "si",   "oui",  "non", "ha",
    "bye",  "so",   "to", "se",   "det", "nej", "че",  "чуть", "дуже", "ледь", "nie"};

struct Word {
  ByteRange range;
  std::string letters;
  bool is_capital = false;
};

// Marks stay: `e` and `é` are two words.
std::string in_small_letters(std::string_view text) {
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string result;
  letters.foldCase().toUTF8String(result);
  return result;
}

// Words parted by white space alone stand in one list; a mark ends it.
std::vector<std::vector<Word>> runs_of_words(std::string_view text) {
  std::vector<std::vector<Word>> runs(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const auto first = static_cast<UChar32>(take_code_point(text, at));
    if (u_isUWhiteSpace(first) && first != '\n') continue;
    if (!u_isalpha(first)) {
      if (!runs.back().empty()) runs.emplace_back();
      continue;
    }
    while (at < text.size()) {
      std::size_t next = at;
      const auto c = static_cast<UChar32>(take_code_point(text, next));
      const bool part = u_isalnum(c) || is_mark(c) || c == '\'' || c == 0x2019 || c == '-' ||
                        c == 0x200C;
      if (!part) break;
      at = next;
    }
    const ByteRange range{begin, static_cast<std::uint32_t>(at)};
    runs.back().push_back({range, in_small_letters(range.of(text)), u_isupper(first) != 0});
  }
  return runs;
}

bool says_once(const LanguageTag& language) {
  return std::find(kSaysOnce.begin(), kSaysOnce.end(), language.language()) != kSaysOnce.end();
}

bool may_repeat(std::string_view word) {
  return std::find(kMayRepeat.begin(), kMayRepeat.end(), word) != kMayRepeat.end();
}

std::optional<ByteRange> doubled_word(const BeadText& side) {
  const bool once = says_once(side.language());
  for (const auto& words : runs_of_words(side.text())) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].letters != words[i + 1].letters || words[i].letters.empty()) continue;
      const bool thrice = i + 2 < words.size() && words[i + 2].letters == words[i].letters;
      // `Duran Duran`, `Pago Pago`.
      const bool is_name = words[i].is_capital && words[i + 1].is_capital;
      if (!thrice && (!once || is_name || may_repeat(words[i].letters))) continue;
      return ByteRange{words[i].range.begin, words[thrice ? i + 2 : i + 1].range.end};
    }
  }
  return std::nullopt;
}

// In scripts without spaces: at least this many characters, and the same ones again.
std::optional<ByteRange> doubled_stretch(std::string_view text, std::size_t shortest) {
  constexpr std::size_t kLongest = 40;
  std::vector<char32_t> letters;
  std::vector<std::uint32_t> begins;
  for (std::size_t at = 0; at < text.size();) {
    begins.push_back(static_cast<std::uint32_t>(at));
    letters.push_back(take_code_point(text, at));
  }
  begins.push_back(static_cast<std::uint32_t>(text.size()));
  for (std::size_t period = shortest; period <= kLongest; ++period) {
    std::size_t same = 0;
    for (std::size_t i = 0; i + period < letters.size(); ++i) {
      const auto c = static_cast<UChar32>(letters[i]);
      const bool part = is_letter_or_mark(c);
      same = part && letters[i] == letters[i + period] ? same + 1 : 0;
      // One letter over and over (`ーーーー`, `อออออ`) is no repetition of a stretch.
      if (same != period) continue;
      const std::size_t first = i + 1 - period;
      const bool one_letter =
          std::all_of(letters.begin() + static_cast<std::ptrdiff_t>(first),
                      letters.begin() + static_cast<std::ptrdiff_t>(first + period),
                      [&](char32_t letter) { return letter == letters[first]; });
      if (!one_letter) return ByteRange{begins[first], begins[i + 1 + period]};
    }
  }
  return std::nullopt;
}

std::optional<ByteRange> doubled_in(const BeadText& side) {
  if (has_word_spaces(side.language())) return doubled_word(side);
  // Where a syllable takes several characters, four of them are often said twice on purpose.
  const std::string_view language = side.language().language();
  const bool short_syllables = language == "zh" || language == "ja" || language == "yue";
  return doubled_stretch(side.text(), short_syllables ? 4 : 7);
}

void check_words(const BeadPair& bead, Findings& findings) {
  if (bead.target.segments().empty()) return;
  const auto range = doubled_in(bead.target);
  if (!range || doubled_in(bead.source)) return;
  Finding finding;
  finding.found = FindingClass::doubled;
  finding.source = bead.source.whole();
  finding.source.text.clear();
  finding.target = bead.target.place(*range);
  finding.explanation = "“" + finding.target.text + "” is said twice in a row.";
  findings.push_back(std::move(finding));
}

// Where a sentence stands.
struct Said {
  const BeadPair* bead;
  std::uint32_t segment;
};

// Whether the original says the same thing in both places too.
bool says_twice(const BeadPair& first, const BeadPair& second) {
  if (&first != &second) return fold(first.source.text()) == fold(second.source.text());
  std::vector<std::string> sentences;
  const SegmentRange segments = first.source.segments();
  for (std::uint32_t i = segments.first; i < segments.past(); ++i)
    sentences.push_back(fold(first.source.segment_text(i)));
  std::sort(sentences.begin(), sentences.end());
  return std::adjacent_find(sentences.begin(), sentences.end()) != sentences.end();
}

}  // namespace

void check_doubled(std::span<const BeadPair> beads, Findings& findings) {
  std::map<std::string, Said> said;
  for (const BeadPair& bead : beads) {
    check_words(bead, findings);
    const SegmentRange segments = bead.target.segments();
    const std::uint32_t fewest = has_word_spaces(bead.target.language()) ? 15 : 7;
    for (std::uint32_t i = segments.first; i < segments.past(); ++i) {
      const std::string_view text = bead.target.segment_text(i);
      if (letters_in(text) < fewest) continue;
      const auto [before, is_new] = said.try_emplace(fold(text), Said{&bead, i});
      if (is_new || says_twice(*before->second.bead, bead)) continue;
      // The one that answers to nothing is the one too many.
      const bool first_is_extra = before->second.bead->source.segments().empty();
      const Said extra = first_is_extra ? before->second : Said{&bead, i};
      Finding finding;
      finding.found = FindingClass::doubled;
      finding.source = extra.bead->source.whole();
      finding.source.text.clear();
      finding.target = extra.bead->target.place_of_segment(extra.segment);
      finding.explanation =
          "This sentence stands twice in this version; the original says it once.";
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace hexapla
