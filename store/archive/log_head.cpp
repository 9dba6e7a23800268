#include "store/archive/log_head.h"

#include "store/archive/log_reading.h"
#include "store/log/checkpoint.h"
#include "store/model/error.h"

namespace hexapla {

std::string lacks_key(const Digest& digest) { return "lacks " + std::string(digest.raw()); }

void seal(Overlay& rows, std::uint64_t size, const std::optional<NoteSigner>& signer) {
  const LogReading log(rows);
  if (!log.follows().empty()) return;
  const std::string text = Checkpoint{log.origin(), size, log.root(size)}.text();
  rows.put(Table::log_head, kHeadCheckpoint, signer ? signer->sign(text) : text);
}

void refuse_if_mirror(const Snapshot& rows) {
  if (const auto followed = rows.get(Table::log_head, kHeadFollows)) {
    throw RefusedError(RefusedError::Reason::conflicting,
                       "this archive is a mirror of " + std::string(*followed) +
                           ": add there, and run `hexapla mirror` here");
  }
}

}  // namespace hexapla
