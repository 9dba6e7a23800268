#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <unicode/umachine.h>

namespace hexapla {

// What a word with a full stop says about the end of a sentence.
enum class Abbreviation : std::uint8_t {
  never,   // `Dr.`: a sentence goes on after it
  number,  // `No.`: goes on before a digit, and is a word of its own otherwise
  unit,    // `г.`, `a.m.`: after a number it may end a sentence; otherwise it goes on
  may,     // `etc.`: ends a sentence when a word follows that begins one
};

// The rules of one language, as `sentence_rules.txt` has them.
struct SentenceRules {
  std::map<std::string, Abbreviation, std::less<>> abbreviations;
  std::set<std::string, std::less<>> starts;     // words that begin sentences, capitalized
  std::set<std::string, std::less<>> continues;  // go on with a sentence that seems to have ended
  std::set<std::string, std::less<>> endings;    // of words that end a sentence without any mark
  std::u32string ending_letters;                 // the last of each of `endings`
  std::set<std::string, std::less<>>
      openers;                     // begin a sentence after white space, without a mark before it
  std::u32string more_marks;       // end sentences in this language only
  std::u32string no_marks;         // do not, whatever Unicode says
  bool has_capital_nouns = false;  // `XIX. Jahrhundert`
  bool has_ordinals = false;       // `3. Mai`

  bool adds_mark(UChar32 c) const {
    return more_marks.find(static_cast<char32_t>(c)) != std::u32string::npos;
  }
  bool drops_mark(UChar32 c) const {
    return no_marks.find(static_cast<char32_t>(c)) != std::u32string::npos;
  }
};

// The rules of `language` (a language subtag); those of every language when it has none of its own.
const SentenceRules& sentence_rules(std::string_view language);

}  // namespace hexapla
