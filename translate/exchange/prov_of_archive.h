#pragma once

#include <vector>

#include "store/archive/reading.h"
#include "translate/exchange/prov_document.h"

namespace hexapla {

// What an archive knows of some revisions, in the terms of PROV:
//
//   entity    a revision, with digest, language, title, kind and its basis, what is to be
//   disclosed, whose its sentences are,
//             since when it is stale; its article; its capture; each claim, with property, value,
//             basis, scope and standing
//   activity  that made a revision, with start and end where somebody said them
//   agent     engine, translator, editor, author, publisher, organizations; whoever asserted a
//   claim
//
// Derivations name exact revisions: `wasRevisionOf` for a text that was edited, then
// `hadPrimarySource` for its original, else `wasDerivedFrom`. A source that is said to be unknown
// is `hexapla:derivedFrom "unknown"`. Claims that were taken back are invalidated, not left out.
// Names begin with the archive's own URN, the id of its first event: they stay the same wherever it
// is kept. Revisions that are named as a source but not among `addresses` stand as entities with
// their digest alone.
ProvDocument prov_of(const Reading& reading, const std::vector<RevisionAddress>& addresses);

// Names of our own are below this one.
inline constexpr const char* kVocabulary = "urn:uuid:6f1d7d1c-52b1-4c0e-9a55-3c1a0a7be9d4#";

}  // namespace hexapla
