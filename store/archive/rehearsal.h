#pragma once

#include "store/archive/archive.h"

namespace hexapla {

// What Archive::add() would come to, were the archive still as `reading` has it: where the text
// would go. Writes nothing, waits for nobody. Throws what add() throws.
AddResult rehearse_add(const Reading& reading, NewRevision revision);

}  // namespace hexapla
