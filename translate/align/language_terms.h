#pragma once

#include <cstdint>
#include <vector>

#include "store/text/language_tag.h"
#include "translate/align/words.h"

namespace hexapla {

// The words by which one language names what ICU's data (CLDR) names in every language: countries,
// languages, cities, currencies, months and days, units, large numbers. Things have the same
// numbers in every language.
class LanguageTerms {
 public:
  // A word of a name, and its share in it: of a name of several words each is worth a part.
  struct Name {
    WordId word;  // of vocabulary()
    float share;
  };
  struct Part {
    std::uint32_t thing;
    float share;
  };

  // Null where ICU has no data of the language. Read once in the life of the process, in some tens
  // of milliseconds. Safe from many threads.
  static const LanguageTerms* of(const LanguageTag& language, std::uint32_t stem_letters);

  // Empty for a thing that has no name here.
  const std::vector<Name>& names_of(std::uint32_t thing) const;
  const std::vector<Part>& parts_of(WordId word) const { return parts_[word]; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

  LanguageTerms(const LanguageTerms&) = delete;
  LanguageTerms& operator=(const LanguageTerms&) = delete;

 private:
  class Builder;
  LanguageTerms() = default;

  Vocabulary vocabulary_;
  std::vector<std::vector<Part>> parts_;  // by word
  std::vector<std::vector<Name>> names_;  // by thing
};

}  // namespace hexapla
