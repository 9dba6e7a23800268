#pragma once

#include <string>
#include <vector>

#include "store/archive/keys.h"
#include "store/archive/reading.h"
#include "store/engine/engine.h"

namespace hexapla {

// What searching asks of a revision besides its words. Of a variant's newest revision its row says
// it; of an older one its own statements do.
struct VersionFacts {
  RevisionAddress address;
  Kind kind = Kind::unknown;
  std::string engine;
  std::vector<std::string> labels;
  std::string time;
  bool is_newest = true;
};
// Throws StoreError::corrupt when `key` stands for nothing.
VersionFacts version_facts(const Reading& reading, const RevisionKey& key);

}  // namespace hexapla
