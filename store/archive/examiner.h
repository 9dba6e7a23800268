#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"
#include "store/model/statement.h"
#include "store/model/word_links.h"

namespace hexapla {

// What a reader of a version should look at, as an archive keeps it.
struct KeptFinding {
  std::string found;  // its class, as statements `dismissed` name it
  std::string key;    // names it in such a statement
  SegmentRange source, target;
  std::optional<BlockPart> place;  // in the version; nothing where that has nothing
  friend bool operator==(const KeptFinding&, const KeptFinding&) = default;
};

// What two revisions are to each other beside their beads.
struct ExaminedPair {
  RevisionAddress source, target;
  std::vector<KeptLinks> links;  // one a bead in force; empty: these were not looked at
  std::vector<KeptFinding> findings;
};

// Looks at the versions of an article for an archive, which does not know how (translate/check
// does). Depends on what is read alone: the derived tables must come out the same whenever they are
// rebuilt. Called from many threads.
class Examiner {
 public:
  virtual ~Examiner() = default;
  virtual std::string_view version() const = 0;
  // The newest revisions of the article's versions, each with what it was made from and with the
  // newest original. All of the article's texts must be held, but for those withdrawn.
  virtual std::vector<ExaminedPair> examine(const Reading& reading,
                                            const ArticleId& article) const = 0;
};

}  // namespace hexapla
