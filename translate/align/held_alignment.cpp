#include "translate/align/held_alignment.h"

#include "store/model/error.h"
#include "translate/align/align.h"

namespace hexapla {

Alignment alignment_between(const Reading& reading, const RevisionAddress& source,
                            const RevisionAddress& target) {
  if (auto stored = reading.alignment(source, target)) return *std::move(stored);
  for (const RevisionAddress& address : {source, target}) reading.refuse_if_withdrawn(address);
  const auto from = reading.view(source), to = reading.view(target);
  if (!from || !to) {
    throw StoreError(StoreError::Kind::corrupt, "the text of " + (from ? target : source).text() +
                                                    " is missing: run `hexapla verify`");
  }
  return align(text_of(*from), text_of(*to));
}

}  // namespace hexapla
