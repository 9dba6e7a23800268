#include "translate/check/shared_evidence.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "translate/check/name_words.h"
#include "translate/compare/numbers.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostBeads = 64;
constexpr double kSmallestFigure = 13;     // smaller ones are often put in words
constexpr std::size_t kFewestLetters = 4;  // shorter names sound like anything

// What one side of a bead says.
struct Said {
  std::vector<double> figures;         // every reading of every number
  std::vector<WrittenNumber> numbers;  // those that are asked for
  std::vector<NameWord> words;
};

bool is_asked_for(const WrittenNumber& number) {
  return !number.values.empty() &&
         std::all_of(number.values.begin(), number.values.end(),
                     [](double value) { return value >= kSmallestFigure; });
}

Said said_in(const BeadText& text) {
  Said said;
  for (WrittenNumber& number : find_numbers(text.text(), text.language())) {
    said.figures.insert(said.figures.end(), number.values.begin(), number.values.end());
    said.figures.insert(said.figures.end(), number.parts.begin(), number.parts.end());
    if (is_asked_for(number)) said.numbers.push_back(std::move(number));
  }
  said.words = name_words(text.text(), has_sound(text.language()));
  return said;
}

// But for what laws and titles put in capitals, which stands in small letters elsewhere.
bool is_name(const NameWord& word) {
  return word.is_capital && !word.begins_sentence && word.letters >= kFewestLetters;
}

bool has_number(const Said& said, const WrittenNumber& number) {
  return std::any_of(said.figures.begin(), said.figures.end(), [&](double figure) {
    return std::any_of(number.values.begin(), number.values.end(),
                       [&](double value) { return is_same_value(value, figure); });
  });
}

bool has_name(const Said& said, const NameWord& name) {
  return std::any_of(said.words.begin(), said.words.end(), [&](const NameWord& word) {
    return is_written_like(name.folded, word.folded) ||
           (!name.sound.empty() && !word.sound.empty() && sounds_like(name, word));
  });
}

// How often one thing is said, and how often it is answered there and by chance.
struct Tally {
  double places = 0, answered = 0, by_chance = 0;
};

class Asking {
 public:
  Asking(std::vector<Said> ours, std::vector<Said> theirs)
      : ours_(std::move(ours)), theirs_(std::move(theirs)) {}

  void ask(bool of_names, SharedEvidence& evidence) const {
    std::map<std::string, Tally> tallies;
    std::set<std::string_view> in_small_letters;
    for (const Said& said : ours_) {
      for (const NameWord& word : said.words)
        if (!word.is_capital) in_small_letters.insert(word.folded);
    }
    for (std::size_t i = 0; i < ours_.size(); ++i) {
      for (const WrittenNumber& number : ours_[i].numbers)
        add(tallies["\t" + std::to_string(number.values.front())], i,
            [&](const Said& said) { return has_number(said, number); });
      if (!of_names) continue;
      for (const NameWord& word : ours_[i].words) {
        if (is_name(word) && word.sound.size() >= kShortestSound &&
            !in_small_letters.contains(word.folded))
          add(tallies[word.folded], i, [&](const Said& said) { return has_name(said, word); });
      }
    }
    for (const auto& [key, tally] : tallies) {
      evidence.said += 1;
      evidence.answered += tally.answered / tally.places;
      evidence.by_chance += tally.by_chance / tally.places;
    }
  }

 private:
  template <typename IsIn>
  void add(Tally& tally, std::size_t own, IsIn is_in) const {
    double elsewhere = 0;
    for (std::size_t i = 0; i < theirs_.size(); ++i) {
      if (!is_in(theirs_[i])) continue;
      if (i == own)
        tally.answered += 1;
      else
        elsewhere += 1;
    }
    tally.places += 1;
    tally.by_chance += elsewhere / static_cast<double>(theirs_.size() - 1);
  }

  std::vector<Said> ours_, theirs_;
};

}  // namespace

SharedEvidence shared_evidence(std::span<const BeadPair> beads) {
  std::vector<const BeadPair*> asked;
  for (const BeadPair& bead : beads) {
    if (!bead.source.segments().empty() && !bead.target.segments().empty()) asked.push_back(&bead);
  }
  SharedEvidence evidence;
  if (asked.size() < 2) return evidence;
  const std::size_t step = (asked.size() + kMostBeads - 1) / kMostBeads;
  std::vector<Said> ours, theirs;
  for (std::size_t i = 0; i < asked.size(); i += step) {
    ours.push_back(said_in(asked[i]->source));
    theirs.push_back(said_in(asked[i]->target));
  }
  const LanguageTag &source = beads[0].source.language(), &target = beads[0].target.language();
  const bool have_sounds = has_sound(source) && has_sound(target);
  Asking(ours, theirs).ask(have_sounds && marks_names(source), evidence);
  Asking(std::move(theirs), std::move(ours)).ask(have_sounds && marks_names(target), evidence);
  return evidence;
}

}  // namespace hexapla
