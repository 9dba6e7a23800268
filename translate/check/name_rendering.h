#pragma once

#include <string>
#include <vector>

#include "translate/check/bead_text.h"
#include "translate/check/name_words.h"

namespace hexapla {

// One bead's words.
struct NamePair {
  const BeadPair* bead;
  std::vector<NameWord> source, target;
};

// Where a name of the original stands.
struct NameOccurrence {
  const NamePair* pair;
  const NameWord* word;
  bool is_answered = false;
};

// How a translation renders a name where it stands: as it is written, by its sound, or else, in
// scripts without capitals, by the letters that these beads share. All of it must outlive this.
class NameRendering {
 public:
  // `pairs` are all of the text.
  NameRendering(const std::vector<NameOccurrence>& occurrences, const std::vector<NamePair>& pairs);

  bool is_in(const NamePair& pair) const;

 private:
  void find_spelling(const std::vector<NameOccurrence>& occurrences);
  void find_letters(const std::vector<NameOccurrence>& occurrences,
                    const std::vector<NamePair>& pairs);

  const NameWord& name_;
  bool is_sounding_;
  std::string beginning_;  // of the words that sound like it; empty: as it is written
  std::string letters_;    // empty: none are shared
};

}  // namespace hexapla
