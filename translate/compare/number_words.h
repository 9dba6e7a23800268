#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"
#include "translate/compare/numbers.h"

namespace hexapla {

// The words by which a language writes numbers out: `two thousand one hundred`, `两千一百`,
// `สองพันหนึ่งร้อย`, as ICU spells them (RBNF).
class NumberWords {
 public:
  // Made when first asked for, in some milliseconds, and kept. Safe from many threads.
  static const NumberWords& of(const LanguageTag& language);

  // Whether ICU has any of the language.
  bool are_known() const { return !phrases_.empty(); }

  // The numbers of `text` that are written out and can be read, each by its value; two values where
  // the last digit may count tens, hundreds and so on (`两千五`). Not those whose words leave open
  // how many there are (`hundreds`, `half a million`, `三四十`): see unread().
  std::vector<WrittenNumber> find(std::string_view text) const;

  // What the words of `text` outside `read` may count: 10 and more, as `thousand` does, and `forty`
  // of `fortieth`. Words of any ending, so more than is there.
  std::set<double> unread(std::string_view text, const std::vector<WrittenNumber>& read) const;

 private:
  // A word, a part of a compound, or an ideograph.
  struct Token {
    ByteRange range;
    std::string piece;  // as in the tables below
  };
  class Reader;
  explicit NumberWords(const LanguageTag& language);
  void learn_below_hundred(const LanguageTag& language);
  void learn_round(const LanguageTag& language, double power, int count);
  void learn_joints(const LanguageTag& language);
  void learn_ordinals(const LanguageTag& language);
  void add_stem(const std::string& piece, double value);
  std::string as_piece(std::string_view word) const;
  std::string without_and(std::string word) const;
  std::vector<std::string> pieces_of(std::string_view spelled) const;
  bool is_known(std::string_view piece) const;
  std::vector<Token> tokens(std::string_view text) const;
  std::size_t end_of_longest_piece(std::string_view text, std::size_t at) const;
  bool take_compound(const std::string& word, ByteRange range, std::vector<Token>& tokens) const;

  using Values = std::map<std::string, double, std::less<>>;
  Values phrases_;      // below 100: pieces joined by spaces
  Values pieces_;       // those that are a number by themselves: `forty`, `trescientos`
  Values multipliers_;  // `hundred`, `thousand`, `万`
  Values stems_;        // how words begin that count 10 and more, ordinals too
  std::set<std::string, std::less<>> joints_;  // `and`, between two pieces
  bool is_spaceless_ = false, is_compounding_ = false;
};

}  // namespace hexapla
