#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace hexapla {

// What is known of two languages from texts aligned before: how many occurrences of a word of one
// were found to render a word of the other. Words are stems as the aligner folds them, so a lexicon
// belongs to the aligner's version that made it. Grows by addition; kept in order of spelling, so
// that equal texts in equal order give an equal lexicon.
class Lexicon {
 public:
  using Renderings = std::map<std::string, float, std::less<>>;

  void add(std::string_view source, std::string_view target, float count);
  void add(const Lexicon& other);

  // What renders `source`; nothing when it was never seen.
  const Renderings* find(std::string_view source) const;

  const std::map<std::string, Renderings, std::less<>>& words() const { return words_; }
  bool empty() const { return words_.empty(); }

 private:
  std::map<std::string, Renderings, std::less<>> words_;
};

}  // namespace hexapla
