#pragma once

#include <memory>
#include <set>

#include "store/archive/materials.h"

namespace hexapla {

// The texts of a log of which some need not be there any more: what is derived in the end is the
// same with and without them.
class HeldTexts {
 public:
  // `lacking`: texts that an event further on withdraws; null for none. All must outlive this.
  HeldTexts(const Snapshot& objects, Materials& materials, const std::set<Digest>* lacking)
      : objects_(objects), materials_(materials), lacking_(lacking) {}

  // Null only for a text that may lack.
  std::shared_ptr<const OwnedView> view(const Digest& digest) const;

 private:
  const Snapshot& objects_;
  Materials& materials_;
  const std::set<Digest>* lacking_;
};

}  // namespace hexapla
