#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// TER (Snover et al. 2006) of a text of sentences, as sacreBLEU computes it after Tercom: the
// fewest insertions, deletions, substitutions and shifts of phrases that a greedy search finds,
// over the reference's words. Shifts of up to 10 words over up to 50; edit distance in a beam of 25
// around the diagonal. Some milliseconds for a long sentence.
class TerMeter {
 public:
  // `split_asian` where words are not parted by spaces: Tercom's normalization with Asian support.
  explicit TerMeter(bool split_asian = false) : split_asian_(split_asian) {}

  void add(std::string_view hypothesis, std::string_view reference);
  double score() const;           // 0 the same; 100 as many edits as words, and more
  std::string signature() const;  // `nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no`

  std::uint64_t edits() const { return edits_; }
  std::uint64_t words() const { return words_; }  // of the reference

 private:
  bool split_asian_;
  std::uint64_t edits_ = 0, words_ = 0;
};

// Edits, shifts among them, that turn `hypothesis` into `reference`.
std::uint64_t count_ter_edits(const std::vector<std::string>& hypothesis,
                              const std::vector<std::string>& reference);

}  // namespace hexapla
