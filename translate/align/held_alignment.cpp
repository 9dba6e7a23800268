#include "translate/align/held_alignment.h"

#include "store/model/error.h"
#include "translate/align/align.h"
#include "translate/align/bead_corrections.h"

namespace hexapla {

namespace {

Alignment computed(const Reading& reading, const RevisionAddress& source,
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

}  // namespace

RevisionAddress newest_original(const Reading& reading, const ArticleId& article) {
  return reading.resolve(article.text());
}

Alignment alignment_between(const Reading& reading, const RevisionAddress& source,
                            const RevisionAddress& target) {
  return corrected(computed(reading, source, target), corrections_between(reading, source, target));
}

}  // namespace hexapla
