#include "translate/align/held_alignment.h"

#include "store/archive/archive.h"
#include "store/model/error.h"
#include "translate/align/align.h"
#include "translate/align/bead_corrections.h"

namespace hexapla {

RevisionAddress newest_original(const Reading& reading, const ArticleId& article) {
  return reading.resolve(article.text());
}

Alignment alignment_between(const Reading& reading, const RevisionAddress& source,
                            const RevisionAddress& target) {
  auto stored = reading.alignment(source, target);
  return corrected(stored ? *stored : aligned_directly(reading, source, target),
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
  Aligner::Help help;
  std::optional<std::string> bytes;
  const auto lexicon = reading.lexicon(from->language(), to->language());
  if (lexicon && lexicon->aligner == kAlignerVersion) bytes = reading.object(lexicon->digest);
  if (bytes) {
    help.lexicon = *bytes;
    help.lexicon_knows_texts = source_record->event < lexicon->learnt_before &&
                               target_record->event < lexicon->learnt_before;
  }
  Alignment alignment = make_aligner()->align_with(*from, *to, help);
  if (bytes) alignment.aligner += "+" + std::to_string(lexicon->event);
  return alignment;
}

}  // namespace hexapla
