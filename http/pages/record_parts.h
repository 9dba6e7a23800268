#pragma once

#include <vector>

#include "http/html.h"
#include "store/archive/reading.h"

namespace hexapla {

// What is recorded of one revision, as pages show it.

// Every claim with who made it, on what basis, when, and whether it was taken back; as a timeline,
// oldest first. Where a text was seen again and again, the first and the last few times and how
// many there were between.
void write_statements(Html& page, const std::vector<RecordedStatement>& statements,
                      const RevisionView& view);
// Digests, capture and sizes, as a definition list.
void write_record(Html& page, const RevisionRecord& record);

std::string_view property_words(Property property);  // `Made from`

}  // namespace hexapla
