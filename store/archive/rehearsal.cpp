#include "store/archive/rehearsal.h"

#include <utility>

#include "store/archive/planner.h"

namespace hexapla {

AddResult rehearse_add(const Reading& reading, NewRevision revision) {
  const PreparedAdd add = prepare_add(std::move(revision));
  Overlay rows(reading.snapshot());
  Materials materials(nullptr);  // where it goes does not depend on alignments
  return plan_add(add, rows, materials, reading.event_count());
}

}  // namespace hexapla
