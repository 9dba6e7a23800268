#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "translate/check/each_check.h"
#include "translate/check/name_rendering.h"

namespace hexapla {
namespace {

constexpr std::size_t kFewestLetters = 4, kFewestKana = 3;  // short names sound like anything
constexpr std::size_t kEnoughPlaces = 2;         // that render a name, to know how it is rendered
constexpr std::size_t kEnoughForShortSound = 4;  // where another name has few consonants
constexpr float kLikelyLink = 0.3F, kVeryLikelyLink = 0.9F, kHardlyLink = 0.1F, kSureLink = 1;

// In how many beads each word of the translation is.
using WordCounts = std::map<std::string, std::size_t>;

// What in a bead is linked with a word of its source.
class LinkIndex {
 public:
  explicit LinkIndex(std::span<const BeadLinks* const> links) {
    for (const BeadLinks* bead : links) {
      for (const WordLink& link : bead->links) {
        const LinkedWord& source = bead->source_words[link.source];
        const LinkedWord& target = bead->target_words[link.target];
        of_target_[{target.segment, target.range.begin}].push_back(
            {source.segment, source.range, link.confidence});
      }
    }
  }

  struct Partner {
    std::uint32_t segment;
    ByteRange range;
    float confidence;
  };
  // Of the word of the translation that begins there; null for none.
  const std::vector<Partner>* partners(const TextPlace& target) const {
    const auto found = of_target_.find({target.segment, target.range.begin});
    return found == of_target_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Partner>> of_target_;
};

bool is_name(const NameWord& word) {
  return word.is_capital && !word.begins_sentence && word.letters >= kFewestLetters;
}

class NameCheck {
 public:
  NameCheck(std::span<const BeadPair> beads, std::span<const BeadLinks* const> links)
      : source_language_(beads[0].source.language()),
        target_language_(beads[0].target.language()),
        links_(links) {
    for (const BeadPair& bead : beads) {
      if (bead.source.segments().empty() || bead.target.segments().empty()) continue;
      pairs_.push_back({&bead, name_words(bead.source.text(), has_sound(source_language_)),
                        name_words(bead.target.text(), has_sound(target_language_))});
      std::set<std::string> here;
      for (const NameWord& word : pairs_.back().target) here.insert(word.folded);
      for (const std::string& word : here) ++places_of_word_[word];
    }
  }

  void run(Findings& findings) {
    for (auto& [name, occurrences] : occurrences_of_names()) {
      const NameRendering rendering(occurrences, pairs_);
      std::size_t answered = 0;
      for (NameOccurrence& one : occurrences) {
        one.is_answered = rendering.is_in(*one.pair);
        if (one.is_answered) ++answered;
      }
      // `He` for a name is no fault: elsewhere it must mostly be rendered, and another
      // name must stand here.
      const std::size_t missing = occurrences.size() - answered;
      if (answered < kEnoughPlaces || missing > std::max<std::size_t>(1, answered / 2)) continue;
      for (const NameOccurrence& one : occurrences) {
        if (one.is_answered) continue;
        if (const NameWord* stranger = stranger_for(one, answered))
          report(one, *stranger, answered, findings);
      }
    }
  }

 private:
  // Where the names of the original stand, at the start of a sentence too.
  std::map<std::string, std::vector<NameOccurrence>> occurrences_of_names() const {
    std::map<std::string, std::vector<NameOccurrence>> names;
    for (const NamePair& pair : pairs_) {
      for (const NameWord& word : pair.source)
        if (is_name(word)) names[word.folded];
    }
    for (const NamePair& pair : pairs_) {
      for (const NameWord& word : pair.source) {
        const auto name = names.find(word.folded);
        if (name == names.end() || !word.is_capital) continue;
        if (!name->second.empty() && name->second.back().pair == &pair) continue;
        name->second.push_back({&pair, &word});
      }
    }
    return names;
  }

  // How surely the word of the translation is linked with the name, and with anything else.
  struct LinkStrength {
    float with_name = 0, with_others = 0;
  };
  LinkStrength link_strength(const NameOccurrence& one, const NameWord& word) const {
    LinkStrength strength;
    const TextPlace ours = one.pair->bead->source.place(one.word->range);
    const auto* partners = links_.partners(one.pair->bead->target.place(word.range));
    if (partners == nullptr) return strength;
    for (const LinkIndex::Partner& partner : *partners) {
      const bool is_name = partner.segment == ours.segment &&
                           partner.range.begin < ours.range.end &&
                           ours.range.begin < partner.range.end;
      float& most = is_name ? strength.with_name : strength.with_others;
      most = std::max(most, partner.confidence);
    }
    return strength;
  }

  // Whether `word` may be what stands for `ours`, by letters or by sound: of few, only of names,
  // and not of other words than names where it is one.
  static bool renders(const NameWord& ours, const NameWord& word, bool is_marked, bool is_foreign) {
    if (ours.folded == word.folded) return true;
    if (ours.letters >= kFewestLetters && is_written_like(ours.folded, word.folded)) return true;
    if (is_foreign) return false;
    const bool says_much = std::min(ours.sound.size(), word.sound.size()) >= kShortestSound;
    if (!says_much && !ours.is_capital) return false;
    if (is_marked && !ours.is_capital && ours.sound.substr(0, 2) != word.sound.substr(0, 2))
      return false;
    if (!says_much && ours.is_latin && word.is_latin)
      return is_spelled_alike(ours.folded, word.folded);
    return sounds_like(word, ours);
  }

  // What hardly sounds is like nothing.
  static bool may_be_same(const NameWord& name, const NameWord& word) {
    if (name.is_latin && word.is_latin) return is_spelled_alike(name.folded, word.folded);
    return name.sound.size() > 1 && sounds_like(name, word);
  }

  // A name that is nowhere else in the translation, nor in this part of the original; null for
  // none.
  const NameWord* stranger_for(const NameOccurrence& one, std::size_t answered) const {
    const auto& words = one.pair->target;
    const auto found = std::find_if(words.begin(), words.end(), [&](const NameWord& word) {
      return is_stranger(one, word, answered);
    });
    return found == words.end() ? nullptr : &*found;
  }

  bool is_stranger(const NameOccurrence& one, const NameWord& word, std::size_t answered) const {
    const std::size_t fewest = word.is_katakana ? kFewestKana : kFewestLetters;
    if (word.letters < fewest || places_of_word_.at(word.folded) != 1) return false;
    const bool is_foreign = word.is_latin && word.is_capital && target_language_.script() != "Latn";
    const bool is_marked =
        is_foreign || word.is_katakana ||
        (marks_names(target_language_) && word.is_capital && !word.begins_sentence);
    const bool is_known =
        std::any_of(one.pair->source.begin(), one.pair->source.end(), [&](const NameWord& ours) {
          return ours.folded != one.word->folded && renders(ours, word, is_marked, is_foreign);
        });
    if (is_known || may_be_same(*one.word, word)) return false;
    // What hardly sounds may yet be how this language calls it.
    if (word.sound.size() < kShortestSound && !word.is_katakana && answered < kEnoughForShortSound)
      return false;
    if (is_foreign) return true;
    const LinkStrength strength = link_strength(one, word);
    // What surely renders another word of the original is no other name for this one.
    if (strength.with_others >= kSureLink && strength.with_others > strength.with_name)
      return false;
    if (is_marked) return true;
    if (has_capitals(target_language_)) {
      return word.is_capital && strength.with_name >= kLikelyLink &&
             strength.with_name > strength.with_others;
    }
    // Where any word may be a name.
    return has_sound(target_language_) && strength.with_name >= kVeryLikelyLink &&
           strength.with_others <= kHardlyLink;
  }

  static void report(const NameOccurrence& one, const NameWord& stranger, std::size_t answered,
                     Findings& findings) {
    Finding finding;
    finding.found = FindingClass::name;
    finding.source = one.pair->bead->source.place(one.word->range);
    finding.target = one.pair->bead->target.place(stranger.range);
    finding.explanation =
        "“" + finding.source.text + "” has its name in " + std::to_string(answered) +
        " other places of this version; here stands “" + finding.target.text + "”.";
    findings.push_back(std::move(finding));
  }

  const LanguageTag& source_language_;
  const LanguageTag& target_language_;
  LinkIndex links_;
  std::vector<NamePair> pairs_;
  WordCounts places_of_word_;
};

}  // namespace

void check_names(std::span<const BeadPair> beads, std::span<const BeadLinks* const> links,
                 Findings& findings) {
  if (beads.empty() || !marks_names(beads[0].source.language())) return;
  NameCheck(beads, links).run(findings);
}

}  // namespace hexapla
