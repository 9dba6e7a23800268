#pragma once

#include <filesystem>
#include <optional>

#include "store/log/note.h"

namespace hexapla {

// The private key that signs an archive's checkpoints: the file `log.key` in its folder, outside
// the database, mode 0600. It may be moved away: then checkpoints are not signed. Whoever has it
// can sign in the archive's name.

// Nothing when there is none. Throws StoreError: io when it cannot be read, or may be read by
// others; corrupt when it is no key.
std::optional<NoteSigner> read_signing_key(const std::filesystem::path& directory);

// Durable on return, under its name only when whole. Throws StoreError::io, also when there is one
// already.
void write_signing_key(const std::filesystem::path& directory, const NoteSigner& signer);

}  // namespace hexapla
