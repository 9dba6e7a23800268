#include "translate/align/held_alignment.h"

#include <algorithm>

#include "store/archive/archive.h"
#include "store/archive/bead_corrections.h"
#include "store/model/error.h"
#include "translate/align/align.h"

namespace hexapla {

RevisionAddress newest_original(const Reading& reading, const ArticleId& article) {
  return reading.resolve(article.text());
}

Alignment alignment_between(const Reading& reading, const RevisionAddress& source,
                            const RevisionAddress& target) {
  if (auto stored = stored_beads_in_force(reading, source, target)) return *std::move(stored);
  return corrected(aligned_directly(reading, source, target),
                   corrections_between(reading, source, target));
}

Alignment aligned_directly(const Reading& reading, const RevisionAddress& source,
                           const RevisionAddress& target) {
  for (const RevisionAddress& address : {source, target}) reading.refuse_if_withdrawn(address);
  const auto from = reading.view(source), to = reading.view(target);
  const auto source_record = reading.revision(source), target_record = reading.revision(target);
  if (!from || !to || !source_record || !target_record) {
    throw StoreError(StoreError::Kind::corrupt, "the text of " + (from ? target : source).text() +
                                                    " is missing: run `hexapla verify`");
  }
  return align_with_lexicon(reading, *from, *to,
                            std::max(source_record->event, target_record->event));
}

Alignment align_with_lexicon(const Reading& reading, const RevisionView& source,
                             const RevisionView& target, std::uint64_t added_by) {
  Aligner::Help help;
  std::optional<std::string> bytes;
  const auto lexicon = reading.lexicon(source.language(), target.language());
  if (lexicon && lexicon->aligner == kAlignerVersion) bytes = reading.object(lexicon->digest);
  if (bytes) {
    help.lexicon = *bytes;
    help.lexicon_knows_texts = added_by < lexicon->learnt_before;
  }
  Alignment alignment = make_aligner()->align_with(source, target, help);
  if (bytes) alignment.aligner += "+" + std::to_string(lexicon->event);
  return alignment;
}

}  // namespace hexapla
