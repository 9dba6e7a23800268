#include "store/archive/mirroring.h"

#include <algorithm>

#include "store/archive/deriver.h"
#include "store/archive/keys.h"
#include "store/archive/log_head.h"
#include "store/archive/log_reading.h"
#include "store/archive/lookup.h"
#include "store/engine/big_endian.h"

namespace hexapla {

namespace {

[[noreturn]] void refuse_entry(std::uint64_t number, const std::string& problem) {
  throw InputError({.field = "entry " + std::to_string(number)}, problem);
}

// Puts the objects that an entry brings: they must have come or be there, unless they lack for a
// reason.
void put_objects(const Event& event, const MirroredEntries& mirrored, Overlay& rows,
                 std::uint64_t number) {
  const auto require = [&](const Digest& digest) {
    if (rows.object(digest)) return;
    const auto came =
        std::find_if(mirrored.objects.begin(), mirrored.objects.end(),
                     [&](const NewObject& object) { return object.digest == digest; });
    if (came != mirrored.objects.end()) {
      if (Digest::of(came->bytes) != digest)
        refuse_entry(number, "came with bytes for " + digest.hex() + " that have another digest");
      rows.put_object(digest, came->bytes);
    } else if (!rows.get(Table::log_head, lacks_key(digest))) {
      refuse_entry(number, "names object " + digest.hex() + ", which did not come with it");
    }
  };
  for (const Digest& digest : objects_brought_by(event)) require(digest);
}

void apply(const std::string& entry, std::uint64_t number, const MirroredEntries& mirrored,
           Overlay& rows, Materials& materials) {
  Event event;
  try {
    event = event_from_canonical_json(entry);
  } catch (const InputError& error) {
    refuse_entry(number, std::string("cannot be read: ") + error.what());
  }
  if (to_canonical_json(event) != entry) refuse_entry(number, "is not in canonical form");
  put_objects(event, mirrored, rows, number);
  rows.put(Table::events, event_key(number), entry);
  try {
    Deriver(rows, rows, materials).apply(event, number);
  } catch (const StoreError& error) {
    // What contradicts itself here is the other archive's log.
    if (error.kind() == StoreError::Kind::corrupt) refuse_entry(number, error.what());
    throw;
  }
  if (const auto* withdrawn = std::get_if<TextWithdrawn>(&event.what)) {
    for (const Digest& object : withdrawn->objects) {
      rows.remove_object(object);
      rows.del(Table::log_head, lacks_key(object));
    }
  }
}

}  // namespace

void plan_mirrored(const MirroredEntries& mirrored, Overlay& rows, Materials& materials) {
  if (count_events(rows) != mirrored.first) {
    throw RefusedError(RefusedError::Reason::conflicting,
                       "this log has grown meanwhile: start again");
  }
  if (mirrored.first > 0 && !rows.get(Table::log_head, kHeadFollows)) {
    throw RefusedError(RefusedError::Reason::conflicting,
                       "this archive is no mirror: its log grows by what is added here");
  }
  for (const auto& [digest, event] : mirrored.lacking)
    rows.put(Table::log_head, lacks_key(digest), big_endian(event));
  std::uint64_t number = mirrored.first;
  for (const std::string& entry : mirrored.entries)
    apply(entry, number++, mirrored, rows, materials);
  rows.put(Table::log_head, kHeadCheckpoint, mirrored.checkpoint);
  rows.put(Table::log_head, kHeadFollows, mirrored.follows);

  const LogReading log(rows);
  const auto checkpoint = CheckpointNote::parse(mirrored.checkpoint);
  if (!checkpoint || checkpoint->checkpoint != Checkpoint{log.origin(), number, log.root(number)}) {
    throw InputError({.field = "checkpoint"}, "is not that of these entries");
  }
}

}  // namespace hexapla
