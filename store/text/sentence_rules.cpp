#include "store/text/sentence_rules.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "store/text/code_points.h"

namespace hexapla {

namespace embedded {
extern const std::string_view sentence_rules;
}

namespace {

using RulesByLanguage = std::map<std::string, SentenceRules, std::less<>>;

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string_view::npos) return words;
    const std::size_t end = line.find(' ', begin);
    words.push_back(line.substr(begin, end - begin));
    if (end == std::string_view::npos) return words;
    line.remove_prefix(end);
  }
}

std::u32string code_points(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) {
    result.push_back(take_code_point(text, at));
  }
  return result;
}

void add(std::string_view key, std::string_view word, SentenceRules& rules) {
  const auto abbreviation = [&](Abbreviation kind) {
    rules.abbreviations[std::string(word)] = kind;
  };
  if (key == "never") return abbreviation(Abbreviation::never);
  if (key == "number") return abbreviation(Abbreviation::number);
  if (key == "unit") return abbreviation(Abbreviation::unit);
  if (key == "may") return abbreviation(Abbreviation::may);
  if (key == "starts") return void(rules.starts.emplace(word));
  if (key == "continues") return void(rules.continues.emplace(word));
  if (key == "endings") {
    rules.endings.emplace(word);
    const char32_t last = code_points(word).back();
    if (rules.ending_letters.find(last) == std::u32string::npos)
      rules.ending_letters.push_back(last);
    return;
  }
  if (key == "openers") return void(rules.openers.emplace(word));
  if (key == "marks") return void(rules.more_marks += code_points(word));
  if (key == "unmarks") return void(rules.no_marks += code_points(word));
  if (key == "capital_nouns") return void(rules.has_capital_nouns = word == "yes");
  if (key == "ordinals") return void(rules.has_ordinals = word == "yes");
  throw std::logic_error("sentence_rules.txt: unknown key " + std::string(key));
}

RulesByLanguage read_rules(std::string_view file) {
  RulesByLanguage all;
  std::vector<std::string> section;
  while (!file.empty()) {
    const std::size_t line_end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, line_end);
    file.remove_prefix(std::min(line_end + 1, file.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      section.clear();
      for (const std::string_view language : words_of(line.substr(1, line.find(']') - 1))) {
        section.emplace_back(language);
        // A language begins with what holds for all.
        all.try_emplace(section.back(), all["und"]);
      }
      continue;
    }
    const std::vector<std::string_view> words = words_of(line);
    for (const std::string& language : section) {
      for (std::size_t i = 1; i < words.size(); ++i) add(words[0], words[i], all[language]);
    }
  }
  return all;
}

}  // namespace

const SentenceRules& sentence_rules(std::string_view language) {
  static const RulesByLanguage all = read_rules(embedded::sentence_rules);
  const auto found = all.find(language);
  return found != all.end() ? found->second : all.find("und")->second;
}

}  // namespace hexapla
