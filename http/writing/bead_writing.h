#pragma once

#include "http/response.h"
#include "http/writing/writing.h"

namespace hexapla {

// Correcting by hand which sentences of a version render which.
//
// Both take a form (application/x-www-form-urlencoded or multipart/form-data; the token in the
// field `token` or in the header) or a JSON object of strings (the token in the header). JSON is
// answered with JSON and 201; a form is sent back (303) to `back`, an address of ours such as
// `/a/ferry/compare?version=es#s4`, else to the comparison, and what is wrong with it is shown as a
// page.

// POST /api/v1/beads
//   change     merge   the beads of these sentences become one
//              split   a bead ends after them
//              link    they are a bead of their own
//              unlink  neither side's have a counterpart
//   version    article/variant or article/variant@3
//   sentences  ORIGINAL:VERSION, by their numbers from 1 in the two texts: `4-5:6`, `:6`
//   original   the revision on the other side; else the original's newest
//   reason     may be left out
// A correction is a statement about the version: it wins over what is computed.
// Answers {"address", "original", "event", "statement"}; `statement` undoes it.
Response post_beads(const WriteContext& call);

// POST /api/v1/beads/undo
//   statement  EVENT.INDEX of a correction: `12.0`
//   reason     may be left out
// Retracts a correction; other claims are none of this address's business (409).
// Answers {"address", "event"}.
Response undo_beads(const WriteContext& call);

}  // namespace hexapla
