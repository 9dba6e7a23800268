#pragma once

#include <cstdint>

#include "store/archive/reading.h"
#include "store/model/alignment.h"

namespace hexapla {

// The newest revision of the article's original, which its versions are aligned with. Throws
// RefusedError when there is no such article.
RevisionAddress newest_original(const Reading& reading, const ArticleId& article);

// The alignment of two revisions: the one that the archive keeps, else made now; with what people
// corrected. Both must be held.
Alignment alignment_between(const Reading& reading, const RevisionAddress& source,
                            const RevisionAddress& target);

// Made now of the two texts alone, with what the archive has learnt of their languages: through no
// other version, and without what people corrected. Both must be held.
Alignment aligned_directly(const Reading& reading, const RevisionAddress& source,
                           const RevisionAddress& target);

// Two texts, held or not, aligned with what the archive has learnt of their languages. `added_by`:
// the later of the events that added them; for a text that is not there yet, past all of them.
Alignment align_with_lexicon(const Reading& reading, const RevisionView& source,
                             const RevisionView& target, std::uint64_t added_by);

}  // namespace hexapla
