#include "store/archive/entry_proof.h"

#include "store/model/error.h"

namespace hexapla {

EntryProof prove_entry(const Reading& reading, std::uint64_t number) {
  const LogReading log = reading.log();
  const std::string checkpoint = log.checkpoint();
  const auto parsed = CheckpointNote::parse(checkpoint);
  auto entry = reading.event_json(number);
  if (!parsed || !entry || number >= parsed->checkpoint.size ||
      parsed->checkpoint.size > log.size()) {
    throw StoreError(StoreError::Kind::corrupt,
                     "the stored checkpoint is not that of the log: run `hexapla verify`");
  }
  return {.index = number,
          .hashes = log.inclusion(number, parsed->checkpoint.size),
          .extra = std::move(entry),
          .checkpoint = checkpoint};
}

}  // namespace hexapla
