#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "store/model/error.h"
#include "store/text/language_tag.h"
#include "tools/loading/sentence_file.h"
#include "translate/align/align_together.h"

namespace hexapla {

// Pairs of texts that a list names, each with the file that its beads go to.
//
// A line is four fields with tabs between: source file, target file, bridge file or nothing, output
// file. A line that cannot be followed never stops the others.
class PairList {
 public:
  struct Pair {
    std::size_t line;  // of the list, from 1
    std::string output;
    PairToAlign texts;  // lives as long as the list
  };
  // Called with what is wrong: the list and its line, and what of that.
  using Refuse = std::function<void(const InputError&)>;

  // Reads the list and all files that it names. Lines with other than four fields, files that
  // cannot be read and outputs that were named before are told to `refuse`. Throws InputError when
  // the list itself cannot be read.
  PairList(const std::string& path, const LanguageTag& source, const LanguageTag& target,
           const Refuse& refuse);

  const std::vector<Pair>& pairs() const { return pairs_; }

  // An error about a line of the list.
  InputError problem(std::size_t line, const std::string& what) const;

 private:
  std::string name_;
  std::vector<SentenceFile> files_;
  std::vector<Pair> pairs_;
};

}  // namespace hexapla
