#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/overlay.h"
#include "store/log/note.h"

namespace hexapla {

// Rows of the table `log_head`: primary, since nothing in the log can give them back.
inline constexpr std::string_view kHeadCheckpoint =
    "checkpoint";  // of the whole log: a signed note, or its text alone
inline constexpr std::string_view kHeadFollows =
    "follows";  // of a mirror: the address of the archive it follows

// Of a mirror that is not done: a text that it need not have, since an entry further on withdraws
// it. The value is the number of that entry, whose place in the log was proved.
std::string lacks_key(const Digest& digest);

// Puts the checkpoint of a log of `size` events, signed when there is a signer. A mirror's was
// signed by another and stays.
void seal(Overlay& rows, std::uint64_t size, const std::optional<NoteSigner>& signer);

// Throws RefusedError when this archive follows another, whose log alone grows.
void refuse_if_mirror(const Snapshot& rows);

}  // namespace hexapla
