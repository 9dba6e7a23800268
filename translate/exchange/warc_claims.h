#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/ingest/warc/warc_record.h"
#include "store/model/statement.h"
#include "translate/exchange/warc_page.h"

namespace hexapla {

// What records of a web archive say of pages that are held already, as claims of the property
// `captured`: declared by the program that wrote the file.

// Of a revisit, or of a response or resource whose text is no news: it stood at that address at
// that moment. Nothing when the record has no date.
std::optional<Statement> claim_of_capture(const WarcRecord& record, const WarcSurroundings& around);

// Of metadata in the form of application/warc-fields: how the capture of the moment `date` came
// about. Known are the fields of WARC 1.1 (via, hopsFromSeed, fetchTimeMs) and what large crawls
// add (languages-cld2, charset-detected).
struct MetadataClaim {
  std::optional<Statement> claim;        // absent: the record holds no field that we know
  std::vector<std::string> other_names;  // of fields that were left alone
};
MetadataClaim claim_of_metadata(const WarcRecord& record, const WarcSurroundings& around,
                                const std::string& date);

// Last word of WARC-Profile, which says how it is known that a page was as before:
// `identical-payload-digest`, `server-not-modified`.
std::string profile_of(const WarcRecord& revisit);

}  // namespace hexapla
