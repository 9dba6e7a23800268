#pragma once

#include <cstdint>
#include <future>
#include <optional>
#include <vector>

#include "store/archive/archive.h"
#include "store/ingest/warc/warc_record.h"
#include "tools/loading/bulk_load.h"
#include "tools/loading/held_captures.h"
#include "tools/loading/outcome.h"
#include "translate/exchange/warc_page.h"

namespace hexapla {

// Takes the records of a web archive that speak of other records: a revisit is another capture of
// the revision that it names, a conversion a version made from it, metadata are claims about it.
// One that names nothing that is held adds nothing and says so.
//
// Every page that was handed to the archive before must be held; claims may be on their way still,
// many to an fsync. All three must outlive this.
class WarcNotes {
 public:
  WarcNotes(Archive& archive, const BulkOptions& options, HeldCaptures& held)
      : archive_(archive), options_(options), held_(held) {}

  // A claim on its way into the archive.
  struct Pending {
    std::future<std::uint64_t> event;
    std::uint64_t number = 0;  // among those of this object
  };
  struct Taken {
    Outcome outcome;  // unless `pending`; else what it says besides
    std::optional<Pending> pending = std::nullopt;
  };
  // `record` is one of these three. Throws as Archive::add() and state().
  Taken take(const WarcRecord& record, const WarcSurroundings& around);

  // Records a claim about a capture, unless it is known.
  Taken note(const RevisionAddress& address, Statement claim);

  // Waits until it is durable. Throws as Archive::state().
  Outcome finish(Pending pending, Outcome outcome);

  // Whether `record` may name a capture of which claims on their way speak.
  bool may_concern_pending(const WarcRecord& record) const;

 private:
  struct OnItsWay {
    std::uint64_t number;
    RevisionAddress address;
    Claim claim;
  };

  Taken take_revisit(const WarcRecord& record, const WarcSurroundings& around);
  Taken take_conversion(const WarcRecord& record, const WarcSurroundings& around);
  Taken take_metadata(const WarcRecord& record, const WarcSurroundings& around);
  std::optional<HeldCaptures::Found> subject_of(const WarcRecord& metadata) const;

  Archive& archive_;
  const BulkOptions& options_;
  HeldCaptures& held_;
  std::vector<OnItsWay> on_their_way_;  // few
  std::uint64_t last_number_ = 0;
};

}  // namespace hexapla
