#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/text/byte_range.h"
#include "store/text/language_tag.h"

namespace hexapla {

using WordId = std::uint32_t;

enum class WordClass : std::uint8_t { word, number, mark };

// The distinct words of one side, numbered in the order in which they were met. Words are folded
// and cut to a stem; numbers are kept by value, whatever the digits; marks (`?`, `!`, quotes) by
// what they mean in any script.
class Vocabulary {
 public:
  struct Word {
    std::string key;       // what makes two words one
    std::string spelling;  // folded, whole, as first met: what cognates are compared by
    WordClass word_class = WordClass::word;
  };

  WordId add(WordClass word_class, std::string_view key, std::string_view spelling);
  std::optional<WordId> find(std::string_view key) const;
  const Word& operator[](WordId id) const { return words_[id]; }
  std::size_t size() const { return words_.size(); }

 private:
  std::deque<Word> words_;
  std::unordered_map<std::string_view, WordId>
      ids_;                             // views of the keys in words_; only looked up, never walked
  std::vector<std::uint64_t> present_;  // a bit of each key, to tell most that are not there
};

// As much of a folded word as `letters` letters of an alphabet say: forms of one word share it. The
// stem of a stem is that of the word.
std::string_view stem_of(std::string_view word, std::uint32_t letters);

// The words of one sentence with how often each is there, ordered by id, and its length in letters.
struct WordCount {
  WordId word;
  float count;
};

// A word where it stands in its sentence.
struct PlacedWord {
  WordId word;
  ByteRange range;
};

// Begins the keys of words that a bridge brought, which are of the target's language.
inline constexpr std::string_view kBridgeMark = "\x02";

// Reads sentences of one language into words. Not safe from many threads: it remembers what it has
// folded.
class WordReader {
 public:
  WordReader(Vocabulary& vocabulary, LanguageTag language, std::uint32_t stem_letters,
             std::string_view key_prefix);

  // Appends the words of `sentence` to `words`, in order of id; returns the sentence's letters and
  // digits.
  std::uint32_t read(std::string_view sentence, std::vector<WordCount>& words,
                     std::vector<std::uint16_t>& places);

  // Frees what it remembers: for when nothing more is to be read for long.
  void forget() { std::unordered_map<std::string, WordId>().swap(known_); }

  // Appends the words of `sentence` as they stand, with every mark: commas and full stops too.
  void read_in_order(std::string_view sentence, std::vector<PlacedWord>& words);

 private:
  // Calls placed(begin, end) after each word that went to `sentence_`; returns letters and digits.
  template <typename Placed>
  std::uint32_t scan(std::string_view sentence, bool every_mark, Placed placed);
  WordId word_of(WordClass word_class, std::string_view key, std::string_view spelling);
  void add_word(std::string_view raw);
  void add_number(std::string_view digits);
  void add_mark(char32_t mark, bool every_mark);

  Vocabulary& vocabulary_;
  LanguageTag language_;
  std::uint32_t stem_letters_;
  std::string key_prefix_;
  std::unordered_map<std::string, WordId> known_;  // raw spelling to word
  std::vector<WordId> sentence_;
  std::vector<std::uint64_t> ordered_;
};

}  // namespace hexapla
