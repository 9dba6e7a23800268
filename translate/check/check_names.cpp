#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "translate/align/cognates.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

// Consonants, with those that languages exchange made one: `Київ`, `Kyiv` and `كييف` are `kf`.
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

bool sounds_like(std::string_view name, std::string_view word) {
  // Endings may be longer elsewhere; a word far longer holds any sound by accident.
  if (word.size() + 2 < name.size() || word.size() > name.size() + 3) return false;
  return common_length(name, word) * 4 >= name.size() * 3;
}

struct Word {
  ByteRange range;
  std::string folded;
  bool is_name = false;  // a capital inside a sentence
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  bool starts_sentence = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const auto first = static_cast<UChar32>(take_code_point(text, at));
    if (!u_isalpha(first)) {
      // After any mark but a comma, a capital may be that of a sentence, a quotation or a title.
      if (!u_isUWhiteSpace(first) && first != ',' && first != '-' && !u_isdigit(first))
        starts_sentence = true;
      if (first == '\n') starts_sentence = true;
      continue;
    }
    bool all_capitals = u_isupper(first) != 0;
    std::size_t letters = 1;
    while (at < text.size()) {
      std::size_t next = at;
      const auto c = static_cast<UChar32>(take_code_point(text, next));
      if (!u_isalpha(c) && (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) break;
      all_capitals = all_capitals && !u_islower(c);
      ++letters;
      at = next;
    }
    const ByteRange range{begin, static_cast<std::uint32_t>(at)};
    // Abbreviations are translated; short names sound like anything.
    const bool name = u_isupper(first) && !starts_sentence && !all_capitals && letters >= 4;
    words.push_back({range, fold(range.of(text)), name});
    starts_sentence = false;
  }
  return words;
}

bool has_sound(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 8> kScripts{"Latn", "Cyrl", "Grek", "Arab",
                                                            "Hebr", "Armn", "Geor", "Deva"};
  const std::string script = language.script();
  return std::find(kScripts.begin(), kScripts.end(), script) != kScripts.end();
}

// Whether capitals mark names: not in scripts without them, nor in German, where every noun has
// one.
bool marks_names(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 4> kScripts{"Latn", "Cyrl", "Grek", "Armn"};
  const std::string script = language.script();
  return language.language() != "de" && language.language() != "lb" &&
         std::find(kScripts.begin(), kScripts.end(), script) != kScripts.end();
}

// One bead's words with how they sound.
struct Sounding {
  std::vector<Word> words;
  std::vector<std::string> sounds;
  explicit Sounding(std::string_view text) : words(words_of(text)) {
    for (const Word& word : words) sounds.push_back(sound_of(word.folded));
  }
  bool answers(std::string_view sound) const {
    return std::any_of(sounds.begin(), sounds.end(),
                       [&](const std::string& other) { return sounds_like(sound, other); });
  }
};

constexpr std::size_t kShortestSound = 3;

struct SoundingPair {
  const BeadPair* bead;
  Sounding source, target;
};

using WordCounts = std::map<std::string, std::size_t>;

// A name in the translation that sounds like no word of the original and stands here alone.
bool has_stranger(const SoundingPair& pair, const WordCounts& beads_of_word) {
  for (std::size_t i = 0; i < pair.target.words.size(); ++i) {
    if (pair.target.words[i].is_name && pair.target.sounds[i].size() >= kShortestSound &&
        beads_of_word.at(pair.target.words[i].folded) == 1 &&
        !pair.source.answers(pair.target.sounds[i]))
      return true;
  }
  return false;
}

struct Occurrence {
  const SoundingPair* pair;
  ByteRange range;
  bool is_answered;
};

// Where the names of the original stand, at the start of a sentence too.
std::map<std::string, std::vector<Occurrence>> occurrences_of_names(
    const std::vector<SoundingPair>& pairs) {
  std::map<std::string, std::vector<Occurrence>> names;
  for (const SoundingPair& pair : pairs) {
    for (std::size_t i = 0; i < pair.source.words.size(); ++i) {
      if (pair.source.words[i].is_name && pair.source.sounds[i].size() >= kShortestSound)
        names[pair.source.words[i].folded];
    }
  }
  for (const SoundingPair& pair : pairs) {
    for (std::size_t i = 0; i < pair.source.words.size(); ++i) {
      const auto name = names.find(pair.source.words[i].folded);
      if (name == names.end()) continue;
      if (!name->second.empty() && name->second.back().pair == &pair) continue;
      name->second.push_back(
          {&pair, pair.source.words[i].range, pair.target.answers(pair.source.sounds[i])});
    }
  }
  return names;
}

void report(const std::string& answered, const Occurrence& one, Findings& findings) {
  Finding finding;
  finding.found = FindingClass::name;
  finding.source = one.pair->bead->source.place(one.range);
  finding.target = one.pair->bead->target.whole();
  finding.target.text.clear();
  finding.explanation = "“" + finding.source.text + "” is rendered by its sound in " + answered +
                        " other places of this version, and not here.";
  findings.push_back(std::move(finding));
}

}  // namespace

void check_names(std::span<const BeadPair> beads, Findings& findings) {
  if (beads.empty()) return;
  const LanguageTag& source = beads[0].source.language();
  const LanguageTag& target = beads[0].target.language();
  if (source.language() == target.language() || !has_sound(source) || !has_sound(target)) return;
  if (!marks_names(source)) return;
  std::vector<SoundingPair> pairs;
  WordCounts beads_of_word;
  for (const BeadPair& bead : beads) {
    if (bead.source.segments().empty() || bead.target.segments().empty()) continue;
    pairs.push_back({&bead, Sounding(bead.source.text()), Sounding(bead.target.text())});
    std::set<std::string> here;
    for (const Word& word : pairs.back().target.words) here.insert(word.folded);
    for (const std::string& word : here) ++beads_of_word[word];
  }
  // Only what is rendered by its sound throughout, but for one place; and where capitals tell
  // names, only where another name stands instead: `he` for a name is no fault.
  const bool capitals = marks_names(target);
  const std::size_t enough = capitals ? 2 : 6;
  for (const auto& [name, occurrences] : occurrences_of_names(pairs)) {
    const auto answered = static_cast<std::size_t>(std::count_if(
        occurrences.begin(), occurrences.end(), [](const auto& one) { return one.is_answered; }));
    if (answered < enough || answered + 1 != occurrences.size()) continue;
    for (const Occurrence& one : occurrences) {
      if (!one.is_answered && (!capitals || has_stranger(*one.pair, beads_of_word)))
        report(std::to_string(answered), one, findings);
    }
  }
}

}  // namespace hexapla
