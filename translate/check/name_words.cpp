#include "translate/check/name_words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <span>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "translate/align/cognates.h"

namespace hexapla {
namespace {

bool is_consonant(char c) {
  return c >= 'a' && c <= 'z' && std::string_view("aeiouy").find(c) == std::string_view::npos;
}

std::string sound_of(std::string_view folded_word) {
  const std::string spelling = rough_spelling(folded_word);
  std::string sound;
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    const char next = i + 1 < spelling.size() ? spelling[i + 1] : '\0';
    char c = spelling[i];
    if (std::string_view("aeiouywhj").find(c) != std::string_view::npos && c != 'w') continue;
    if (c == 'p' && next == 'h') c = 'f';
    if (c == 'w' || c == 'v') c = 'f';
    if (c == 'p') c = 'b';
    if (c == 'g' || c == 'q' || c == 'c' || c == 'x') c = 'k';
    if (c == 'z') c = 's';
    if (c == 'd') c = 't';
    // As Indic scripts mark it: `सांचेज़` is Sánchez.
    if (c == 'm' && is_consonant(next) && next != 'b' && next != 'p' && next != 'm') c = 'n';
    if (sound.empty() || sound.back() != c) sound.push_back(c);
  }
  return sound;
}

// The longest common subsequence; words are short.
std::size_t common_length(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const char c : a) {
    std::size_t diagonal = 0;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t above = row[k];
      row[k] = c == b[k - 1] ? diagonal + 1 : std::max(row[k], row[k - 1]);
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool is_latin(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status) == USCRIPT_LATIN;
}

bool is_katakana(UChar32 c) {
  constexpr UChar32 kLengthMark = 0x30FC;  // ー
  UErrorCode status = U_ZERO_ERROR;
  return c == kLengthMark || uscript_getScript(c, &status) == USCRIPT_KATAKANA;
}

bool is_one_of(const LanguageTag& language, std::span<const std::string_view> scripts) {
  const std::string script = language.script();
  return std::find(scripts.begin(), scripts.end(), script) != scripts.end();
}

}  // namespace

std::vector<NameWord> name_words(std::string_view text, bool with_sounds) {
  std::vector<NameWord> words;
  bool begins_sentence = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const auto first = static_cast<UChar32>(take_code_point(text, at));
    if (!u_isalpha(first)) {
      // After any mark but a comma, a capital may be that of a sentence, a quotation or a title.
      if (!u_isUWhiteSpace(first) && first != ',' && first != '-' && !u_isdigit(first))
        begins_sentence = true;
      if (first == '\n') begins_sentence = true;
      continue;
    }
    NameWord word;
    word.is_latin = is_latin(first);
    word.is_katakana = is_katakana(first);
    bool all_capitals = u_isupper(first) != 0;
    word.letters = 1;
    while (at < text.size()) {
      std::size_t next = at;
      const auto c = static_cast<UChar32>(take_code_point(text, next));
      if (!is_mark(c) &&
          (!u_isalpha(c) || is_latin(c) != word.is_latin || is_katakana(c) != word.is_katakana))
        break;
      all_capitals = all_capitals && !u_islower(c);
      ++word.letters;
      at = next;
    }
    word.range = {begin, static_cast<std::uint32_t>(at)};
    word.folded = fold(word.range.of(text));
    if (with_sounds || word.is_latin || word.is_katakana) word.sound = sound_of(word.folded);
    word.is_capital = u_isupper(first) && !all_capitals;
    word.begins_sentence = begins_sentence;
    words.push_back(std::move(word));
    begins_sentence = false;
  }
  return words;
}

bool sounds_like(const NameWord& name, const NameWord& word) {
  // Endings may be longer elsewhere; a word far longer holds any sound by accident.
  if (word.sound.size() + 2 < name.sound.size() || word.sound.size() > name.sound.size() + 3)
    return false;
  std::string ours = name.sound, theirs = word.sound;
  if (name.is_katakana || word.is_katakana) {
    std::replace(ours.begin(), ours.end(), 'l', 'r');
    std::replace(theirs.begin(), theirs.end(), 'l', 'r');
  }
  return common_length(ours, theirs) * 4 >= ours.size() * 3;
}

bool is_spelled_alike(std::string_view a, std::string_view b) {
  return common_length(a, b) * 4 >= std::min(a.size(), b.size()) * 3;
}

bool is_written_like(std::string_view name, std::string_view word) {
  // The last letter changes where names are declined; what is glued to them is short.
  constexpr std::size_t kLongestEnding = 6;
  if (word.size() > name.size() + kLongestEnding) return false;
  const std::string_view stem = name.substr(0, before_code_point(name, name.size()));
  return word.substr(0, stem.size()) == stem;
}

bool has_sound(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 9> kScripts{"Latn", "Cyrl", "Grek", "Arab", "Hebr",
                                                            "Armn", "Geor", "Deva", "Kore"};
  return is_one_of(language, kScripts);
}

bool has_capitals(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 4> kScripts{"Latn", "Cyrl", "Grek", "Armn"};
  return is_one_of(language, kScripts);
}

bool marks_names(const LanguageTag& language) {
  return language.language() != "de" && language.language() != "lb" && has_capitals(language);
}

}  // namespace hexapla
