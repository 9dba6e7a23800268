#pragma once

#include "http/router.h"

namespace hexapla {

// The log as C2SP tlog-tiles serves it, for other programs: `/checkpoint`, `/tile/…`; and proofs
// made of it.

// As stored. Not kept by caches: it changes with every event.
Response checkpoint_file(const Call& call);
// A tile of hashes, or an entry bundle; kept for ever, since it never changes. 404 for one that the
// log does not have (yet).
Response tile_file(const Call& call);
// That one entry is in the log of the present checkpoint (C2SP tlog-proof), with the entry itself
// as its extra data.
Response entry_proof(const Call& call);

}  // namespace hexapla
