#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/archive/reading.h"

namespace hexapla {

// Provenance as a table that spreadsheets open (RFC 4180, UTF-8): a line for each claim, with the
// revision that it is about and what became of it. A revision of which nobody claimed anything has
// one line without a claim.
//
// A field that begins with = + - @, a tab or a line break, which spreadsheets would run as a
// formula, gets an apostrophe before it.
std::string provenance_csv_header();
std::string provenance_csv(const Reading& reading, const RevisionAddress& address);

// The whole archive, article by article, from the newest: `write` gets some lines at a time.
void write_provenance_csv(const Reading& reading,
                          const std::function<void(std::string_view)>& write);

}  // namespace hexapla
