#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace hexapla {

// Where an aligner looks up what renders a word.
class KnownWords {
 public:
  virtual ~KnownWords() = default;
  // Calls visit(rendering, count) for each, in order of spelling.
  virtual void renderings(std::string_view source,
                          const std::function<void(std::string_view, float)>& visit) const = 0;
};

// What is known of two languages from texts aligned before: how many occurrences of a word of one
// were found to render a word of the other. Words are stems as the aligner folds them, so a lexicon
// belongs to the aligner's version that made it. Grows by addition; kept in order of spelling, so
// that equal texts in equal order give an equal lexicon.
class Lexicon : public KnownWords {
 public:
  using Renderings = std::map<std::string, float, std::less<>>;

  void add(std::string_view source, std::string_view target, float count);
  void add(const Lexicon& other);

  // What renders `source`; nothing when it was never seen.
  const Renderings* find(std::string_view source) const;
  void renderings(std::string_view source,
                  const std::function<void(std::string_view, float)>& visit) const override;

  const std::map<std::string, Renderings, std::less<>>& words() const { return words_; }
  bool empty() const { return words_.empty(); }

 private:
  std::map<std::string, Renderings, std::less<>> words_;
};

}  // namespace hexapla
