#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/archive.h"
#include "store/model/event.h"

namespace hexapla {

// One event of an archive as a line of its export, with the texts that the log only names:
//
//   {"archive-event":{…entry of the log…},"capture-base64":"…","number":12,"revision":{…}}
//
// The revision is canonical JSON. In place of a text that was withdrawn stands
// `"withdrawn":{…the entry that says so…}`.
//
// Lines stand in the order of the log. Taken in that order, they give an archive with the same
// articles, variants, revisions, digests, captures, statements and retractions. Different are the
// ids and times of events (they say what happened in *this* archive) and their actors (whoever
// brought the copy); whom a statement names as asserting it stays. What the archive learnt of words
// and aligned anew is named by its entries alone, without the lexicons, and not taken over: it
// follows from the texts, and the copy learns for itself (`hexapla realign`). A copy that has the
// very same log, with all that hangs on it, is a mirror.
struct ArchiveLine {
  std::uint64_t number = 0;
  Event event;
  std::optional<NewRevision> revision;      // of an event that added one; without an actor
  std::optional<TextWithdrawn> withdrawal;  // instead, of one whose text was withdrawn since
};

// `number` must be an event of `reading`. Throws StoreError::corrupt when an object is missing.
std::string to_archive_line(const Reading& reading, std::uint64_t number);

// A look that costs little: true for every archive line, and for few others.
bool may_be_archive_line(std::string_view line);

// Nothing when the line is JSON without "archive-event". Throws InputError for a line that is one
// and contradicts itself: a text or capture whose digest is another, a wrong type.
std::optional<ArchiveLine> parse_archive_line(std::string_view line);

}  // namespace hexapla
