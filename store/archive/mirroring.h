#pragma once

#include "store/archive/archive.h"
#include "store/archive/materials.h"
#include "store/archive/overlay.h"

namespace hexapla {

// Puts entries of another archive's log behind those of this mirror, with all that is derived from
// them. Checks what can be checked without the other archive: form, ids, references, objects by
// their digests, and the root of the checkpoint. Throws InputError naming the entry, RefusedError,
// StoreError; then `rows` are of no use.
void plan_mirrored(const MirroredEntries& mirrored, Overlay& rows, Materials& materials);

}  // namespace hexapla
