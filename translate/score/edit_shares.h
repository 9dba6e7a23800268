#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// How much of a machine's text a person changed.
struct EditShare {
  RevisionAddress edited, machine;
  std::string editor, engine;  // empty where nobody said
  std::uint64_t words = 0;     // of the edited text
  std::uint64_t edits = 0;     // words put in, taken out, replaced, and phrases moved
  double share() const {
    return words == 0 ? 0 : static_cast<double>(edits) / static_cast<double>(words);
  }
};

// One for each newest version of the article that says which revision it revises, where that is
// held. Words are ICU's, so that Thai and Chinese count as well; edits are TER's.
std::vector<EditShare> edit_shares(const Reading& reading, const ArticleId& article);

}  // namespace hexapla
