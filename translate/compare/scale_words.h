#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

// The words by which a language counts in thousands and more: `million`, `Mrd.`, `лакх`, `หมื่นล้าน`.
//
// Known are those of CLDR's compact numbers (UTS 35, part 3, section 2.4.2), long and short, the
// words of their stem with other endings, and some that CLDR leaves out. The Han and Hangul
// multipliers are no words: find_numbers() reads them.
class ScaleWords {
 public:
  // Made when first asked for, in some milliseconds, and kept. Safe from many threads. Without
  // words where ICU has no data of the language.
  static const ScaleWords& of(const LanguageTag& language);

  struct Scale {
    double factor;
    ByteRange range;  // of the word
  };
  // The word behind a figure that ends at `at`, or behind another such word: of `5 mil millones`
  // each is one. A letter alone (`£5m`) only where `is_money`.
  std::optional<Scale> behind(std::string_view text, std::size_t at, bool is_money) const;
  // The word before a figure that begins at `at`, where the language puts it there: `milioni 5`.
  std::optional<Scale> before(std::string_view text, std::size_t at) const;

  // Whether what is written of a figure that ends at `at` says that it is counted in ones: not
  // where no words of the language are known, where the figure's own word may be short for one
  // (`5 Mill.`), or where one is anywhere in `text`, which may be meant for this figure as well.
  bool count_ones(std::string_view text, std::size_t at) const;

 private:
  explicit ScaleWords(const LanguageTag& language);
  void add_compact(const std::string& locale, bool is_short);
  void add(std::string_view name, double factor, bool is_before);
  void add_multipliers(std::string_view number);
  std::optional<Scale> spaceless_behind(std::string_view text, std::size_t at) const;
  std::optional<double> factor_of(std::string_view folded_word) const;
  bool may_shorten(std::string_view folded_word) const;
  bool are_in(std::string_view folded_text) const;

  LanguageTag language_;
  using Words = std::map<std::string, double, std::less<>>;
  Words behind_, before_;                           // folded; abbreviations with their full stop
  std::set<std::string, std::less<>> multipliers_;  // `万`: those that find_numbers() reads
  bool is_spaceless_ = false;
};

}  // namespace hexapla
