#pragma once

#include <optional>

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
// Everything that was handed to the archive before must be durable. All three must outlive this.
class WarcNotes {
 public:
  WarcNotes(Archive& archive, const BulkOptions& options, HeldCaptures& held)
      : archive_(archive), options_(options), held_(held) {}

  // `record` is one of these three. Throws as Archive::add() and state().
  Outcome take(const WarcRecord& record, const WarcSurroundings& around);

  // Records a claim about a capture, unless it is known.
  Outcome note(const RevisionAddress& address, Statement claim);

 private:
  Outcome take_revisit(const WarcRecord& record, const WarcSurroundings& around);
  Outcome take_conversion(const WarcRecord& record, const WarcSurroundings& around);
  Outcome take_metadata(const WarcRecord& record, const WarcSurroundings& around);
  std::optional<HeldCaptures::Found> subject_of(const WarcRecord& metadata) const;

  Archive& archive_;
  const BulkOptions& options_;
  HeldCaptures& held_;
};

}  // namespace hexapla
