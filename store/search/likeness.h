#pragma once

#include <string_view>
#include <vector>

#include "store/search/words.h"

namespace hexapla {

// A sentence as a translation memory compares it.
class ComparedSentence {
 public:
  // `reader` and `nfc_text` must outlive this, and the reader must not forget meanwhile.
  ComparedSentence(std::string_view nfc_text, SearchWords& reader);

  // Distinct terms that the index may know it by.
  const std::vector<const SearchTerm*>& terms() const { return terms_; }

  // How much of one sentence is the other, in percent, as the tools of translators count it:
  //
  //   100 × (1 − edits / length), rounded down; 100 only for texts that are equal, byte for byte.
  //
  // Edits are the least weighted ones that make one of the other (Levenshtein), word by word. A
  // word or number weighs 1, a character of a script without spaces 0.5, a punctuation mark 0.2;
  // length is the weight of the longer sentence. To exchange a word costs 1, a number for another
  // 0.5, a word for one with the same beginning (three fifths of the longer) 0.5, other case or
  // accents 0.1. Of sentences of more than 400 words the first 400 count.
  int percent_of(const ComparedSentence& other) const;

 private:
  enum class Kind { word, number, character, mark };
  struct Token {
    std::string_view text;    // as written
    std::string_view folded;  // empty for marks
    Kind kind;
  };
  static double weight(const Token& token);
  static double exchange(const Token& a, const Token& b);

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<const SearchTerm*> terms_;
  double weight_ = 0;
};

}  // namespace hexapla
