#include "translate/label/vocabulary.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace embedded {
extern const std::string_view label_phrases;
extern const std::string_view label_engines;
}  // namespace embedded

namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 14> kParts = {{
    {"machine", kMachine | kTranslated | kAutomatic},
    {"translated", kTranslated},
    {"automatic", kAutomatic},
    {"post-edited", kPostEdited},
    {"reviewed", kReviewed},
    {"human", kHuman},
    {"not", kNot},
    {"by", kBy},
    {"by-after", kByAfter},
    {"from", kFrom},
    {"this", kThis},
    {"word", kWord},
    {"link", kLink},
    {"notice", kNotice},
}};

template <typename Each>
void each_line(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && line.front() != '#') each(line);
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
}

template <typename Each>
void each_part(std::string_view text, char separator, const Each& each) {
  while (true) {
    const std::size_t end = text.find(separator);
    if (end != 0 && !text.empty()) each(text.substr(0, end));
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

const LabelVocabulary& LabelVocabulary::get() {
  static const LabelVocabulary vocabulary;
  return vocabulary;
}

LabelVocabulary::LabelVocabulary() {
  each_line(embedded::label_phrases, [&](std::string_view line) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (first == line.npos || second == line.npos) {
      throw std::logic_error("phrases.tsv: three columns are wanted: " + std::string(line));
    }
    const std::string_view language = line.substr(0, first);
    auto known = std::find(languages_.begin(), languages_.end(), language);
    if (known == languages_.end()) known = languages_.insert(known, std::string(language));
    const auto number = static_cast<std::uint16_t>(known - languages_.begin());
    each_part(line.substr(second + 1), '|', [&](std::string_view phrase) {
      add(number, line.substr(first + 1, second - first - 1), phrase);
    });
  });
  each_line(embedded::label_engines, [&](std::string_view line) {
    each_part(line, '|', [&](std::string_view name) {
      Phrase phrase{kEveryLanguage, kEngine, {}, {}};
      const std::string folded = fold(name);
      for (const LabelToken& token : split_label_tokens(folded))
        phrase.words.push_back({std::string(token.text), false});
      add_phrase(std::move(phrase));
    });
  });
  index();
}

void LabelVocabulary::add(std::uint16_t language, std::string_view part, std::string_view text) {
  if (part == "prefix") {
    prefixes_.emplace_back(language, fold(text));
    return;
  }
  Phrase phrase{language, 0, {}, {}};
  if (part == "language") {
    const std::size_t equals = text.find('=');
    if (equals == text.npos)
      throw std::logic_error("phrases.tsv: a language is name=tag: " + std::string(text));
    phrase.parts = kLanguage;
    phrase.value = text.substr(equals + 1);
    text = text.substr(0, equals);
  } else {
    const auto known = std::find_if(kParts.begin(), kParts.end(),
                                    [&](const auto& one) { return one.first == part; });
    if (known == kParts.end())
      throw std::logic_error("phrases.tsv: unknown part " + std::string(part));
    phrase.parts = known->second;
  }
  each_part(text, ' ', [&](std::string_view word) {
    const bool open = word.ends_with('*');
    if (open) word.remove_suffix(1);
    const std::string folded = fold(word);
    for (const LabelToken& token : split_label_tokens(folded))
      phrase.words.push_back({std::string(token.text), false});
    if (open && !phrase.words.empty()) phrase.words.back().open = true;
  });
  add_phrase(std::move(phrase));
}

void LabelVocabulary::add_phrase(Phrase phrase) {
  if (!phrase.words.empty()) phrases_.push_back(std::move(phrase));
}

void LabelVocabulary::index() {
  for (std::uint32_t i = 0; i < phrases_.size(); ++i) {
    const Phrase& phrase = phrases_[i];
    const Word& first = phrase.words.front();
    (first.open ? open_ : exact_)[first.text].push_back(i);
    // Phrases of several words hold one that is a trigger itself: `translated` is in `automatically
    // translated`.
    const bool makes_label = (phrase.parts & (kTranslated | kPostEdited)) != 0;
    const bool one_word =
        phrase.words.size() == 1 || static_cast<unsigned char>(first.text.front()) >= 0xE0;
    if (!makes_label || !(one_word || phrase.parts == kTranslated || phrase.parts == kPostEdited))
      continue;
    triggers_.add(first.text, first.open);
    for (const auto& [language, prefix] : prefixes_) {
      if (language == phrase.language) triggers_.add(prefix + first.text, first.open);
    }
  }
}

void LabelVocabulary::find_in(const Index& index, std::string_view key,
                              const std::vector<LabelToken>& tokens, std::size_t at,
                              std::string_view first, std::uint16_t language,
                              std::vector<Match>& found) const {
  const auto entry = index.find(key);
  if (entry == index.end()) return;
  for (const std::uint32_t number : entry->second) {
    const Phrase& phrase = phrases_[number];
    if (language != kEveryLanguage && phrase.language != language) continue;
    if (at + phrase.words.size() > tokens.size()) continue;
    bool fits = true;
    for (std::size_t i = 0; i < phrase.words.size() && fits; ++i) {
      const Word& word = phrase.words[i];
      const std::string_view text = i == 0 ? first : tokens[at + i].text;
      fits = (word.open ? text.starts_with(word.text) : text == word.text) &&
             (i == 0 || tokens[at + i].before == LabelToken::Break::none);
    }
    if (!fits) continue;
    found.push_back({phrase.language, static_cast<std::uint16_t>(phrase.words.size()), phrase.parts,
                     phrase.value.empty() ? nullptr : &phrase.value});
  }
}

void LabelVocabulary::find_word(std::string_view word, const std::vector<LabelToken>& tokens,
                                std::size_t at, std::uint16_t language,
                                std::vector<Match>& found) const {
  find_in(exact_, word, tokens, at, word, language, found);
  for (std::size_t end = 0; end < word.size();) {
    end = after_code_point(word, end);
    find_in(open_, word.substr(0, end), tokens, at, word, language, found);
  }
}

std::vector<LabelVocabulary::Match> LabelVocabulary::matches_at(
    const std::vector<LabelToken>& tokens, std::size_t at) const {
  std::vector<Match> found;
  const std::string_view word = tokens[at].text;
  find_word(word, tokens, at, kEveryLanguage, found);
  for (const auto& [language, prefix] : prefixes_) {
    if (word.size() > prefix.size() + 2 && word.starts_with(prefix)) {
      find_word(word.substr(prefix.size()), tokens, at, language, found);
    }
  }
  return found;
}

}  // namespace hexapla
