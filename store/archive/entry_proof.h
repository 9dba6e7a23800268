#pragma once

#include <cstdint>

#include "store/archive/reading.h"
#include "store/log/proof.h"

namespace hexapla {

// That event `number` is in the log of the stored checkpoint; its extra data is the entry. Throws
// StoreError::corrupt when the checkpoint is not one of this log.
EntryProof prove_entry(const Reading& reading, std::uint64_t number);

}  // namespace hexapla
