#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "translate/label/tokens.h"
#include "translate/label/trigger_words.h"

namespace hexapla {

// Parts of a label's sentence; phrases.tsv explains them. A phrase may be several.
enum LabelPart : std::uint32_t {
  kMachine = 1U << 0U,
  kTranslated = 1U << 1U,
  kAutomatic = 1U << 2U,
  kPostEdited = 1U << 3U,
  kReviewed = 1U << 4U,
  kHuman = 1U << 5U,
  kNot = 1U << 6U,
  kBy = 1U << 7U,
  kByAfter = 1U << 8U,
  kFrom = 1U << 9U,
  kThis = 1U << 10U,
  kWord = 1U << 11U,
  kLink = 1U << 12U,
  kNotice = 1U << 13U,
  kEngine = 1U << 14U,
  kLanguage = 1U << 15U,
};

// The phrases of phrases.tsv and engines.tsv, made for finding them in folded text. Made once; safe
// from many threads.
class LabelVocabulary {
 public:
  static const LabelVocabulary& get();

  struct Match {
    std::uint16_t language;  // index into languages(); of every language for an engine
    std::uint16_t tokens;    // how many it covers
    std::uint32_t parts;
    const std::string* value;  // of a language's name: its tag; else null
  };
  static constexpr std::uint16_t kEveryLanguage = 0xFFFF;

  const std::vector<std::string>& languages() const { return languages_; }

  // Words that every label has at least one of.
  const TriggerWords& triggers() const { return triggers_; }

  // All phrases that begin at token `at`.
  std::vector<Match> matches_at(const std::vector<LabelToken>& tokens, std::size_t at) const;

 private:
  LabelVocabulary();

  struct Word {
    std::string text;
    bool open = false;  // any continuation
  };
  struct Phrase {
    std::uint16_t language;
    std::uint32_t parts;
    std::vector<Word> words;
    std::string value;
  };
  using Index = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

  void add(std::uint16_t language, std::string_view part, std::string_view phrase);
  void add_phrase(Phrase phrase);
  void index();
  void find_in(const Index& index, std::string_view key, const std::vector<LabelToken>& tokens,
               std::size_t at, std::string_view first, std::uint16_t language,
               std::vector<Match>& found) const;
  void find_word(std::string_view word, const std::vector<LabelToken>& tokens, std::size_t at,
                 std::uint16_t language, std::vector<Match>& found) const;

  std::vector<std::string> languages_;
  std::vector<Phrase> phrases_;
  std::vector<std::pair<std::uint16_t, std::string>> prefixes_;
  Index exact_, open_;  // by first word
  TriggerWords triggers_;
};

}  // namespace hexapla
