#include "store/archive/held_texts.h"

#include "store/archive/log_head.h"

namespace hexapla {

std::shared_ptr<const OwnedView> HeldTexts::view(const Digest& digest) const {
  const bool may_lack = (lacking_ != nullptr && lacking_->contains(digest)) ||
                        objects_.get(Table::log_head, lacks_key(digest)).has_value();
  if (may_lack && !objects_.object(digest)) return nullptr;
  return materials_.view(digest, objects_);
}

}  // namespace hexapla
