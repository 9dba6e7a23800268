#pragma once

#include <string>
#include <vector>

#include "store/archive/keys.h"
#include "store/archive/reading.h"
#include "store/engine/engine.h"

namespace hexapla {

// What searching asks of a revision besides its words. Of a variant's newest revision its row says it; of an older one its
// own statements do.
struct VersionFacts {
  RevisionAddress address;
  std::string title;
  Kind kind = Kind::unknown;
  std::string engine;
  std::vector<std::string> labels;
  std::string time;
  bool is_newest = true;
};
// Throws StoreError::corrupt when `key` stands for nothing.
VersionFacts version_facts(const Reading& reading, const RevisionKey& key);

// Whether a revision says that it was made from one that is no longer its variant's newest.
bool is_made_from_superseded(const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
