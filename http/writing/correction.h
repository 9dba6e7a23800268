#pragma once

#include "http/writing/writing.h"

namespace hexapla {

// POST /correct, the form of the side-by-side page: moves the borders of beads, links sentences,
// dismisses a finding or takes any of that back, as a statement in the name of the token. Fields:
//
//   article, v (one a version, the original first), part, row: what the page showed, and where
//   change   merge, split, link or unlink, with o (sentences of the original) and t1, t2, … (of
//            the versions) as numbers from 1; or
//   dismiss  VERSION:KEY of a finding; or
//   retract  EVENT.INDEX of a statement
//   reason   may be empty
//
// Then the page again, at the row.
Response correct_comparison(const WriteContext& call);

}  // namespace hexapla
