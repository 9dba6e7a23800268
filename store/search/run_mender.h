#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/search/words.h"

namespace hexapla {

// Finds, in segments that it is shown, what a run of characters of a script without spaces may be
// miswritten for. For one thread.
//
// A run is near when one edit makes it of the other, or two where it has eight characters or more;
// edits are those of near_terms.h, characters the index's (a Thai consonant with the vowels on it).
// What is near begins and ends where words do (ICU's dictionaries). Even so what happens to stand
// beside the run's right part would often make a near one, so another first or last character
// counts only where it sounds alike (Chinese) or, in a run of four or more, stands there more often
// than not (others). Else the run may be right without its last character, and without its first
// one, which mostly says more, if that leaves three.
class RunMender {
 public:
  explicit RunMender(std::string_view nfc_run);

  // Pairs of neighbours by which the index knows segments that may have it.
  const std::vector<const SearchTerm*>& terms() const { return terms_; }
  std::size_t characters() const { return run_.size(); }

  void look_through(std::string_view nfc_segment);
  // What was met, as it was written there: the fewest edits first, of these what sounds alike, then
  // the commonest. What is shorter is given where nothing else is.
  std::vector<std::string> best(std::size_t limit) const;

 private:
  using Characters = std::vector<std::uint32_t>;  // numbers of the folded ones
  enum class Change { inside, first, last, without_first, without_last };
  struct Met {
    std::size_t edits;
    Change change;
    std::size_t times;
    std::size_t exchanged;  // the place of the one character that is another, else characters()
  };

  std::uint32_t number_of(std::string_view character);
  void look_from(std::size_t begin, const std::vector<ByteRange>& places,
                 const Characters& characters);
  void consider(ByteRange written, const std::uint32_t* characters, std::size_t count);
  // Whether words of the segment begin and end where `range` does.
  bool is_of_words(ByteRange range);
  bool is_likely(const Met& met, bool sounds_alike) const;
  bool sounds_alike(std::string_view written, const Met& met) const;

  SearchWords reader_;
  std::string text_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  Characters run_;
  std::vector<ByteRange> places_;  // of its characters, in text_
  std::vector<const SearchTerm*> terms_;
  std::size_t most_edits_ = 1;
  std::string_view segment_;  // that is looked through
  std::optional<std::vector<ByteRange>> words_of_segment_;
  std::map<std::string, Met, std::less<>> met_;
  std::size_t without_first_ = 0, without_last_ = 0;  // how often the rest of the run was met
};

// The characters of the run that begins with word `first`; none where no run begins there.
std::vector<ByteRange> characters_of_run(const std::vector<SearchWord>& words, std::size_t first);

}  // namespace hexapla
