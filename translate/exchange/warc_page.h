#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/archive.h"
#include "store/ingest/warc/warc_record.h"

namespace hexapla {

// What a record of a web archive is to an archive of articles.
struct WarcPage {
  std::optional<NewRevision> revision;  // of a response or resource that is a page of text
  std::string passed_over;              // else why it is none: `HTTP 404`, `image/png`
};

// What the records around one say of it.
struct WarcSurroundings {
  std::string tool;             // `software` of the file's warcinfo
  std::string accept_language;  // of the request that it answers

  // The tool as the one who asserts what the file says. Empty where nobody is named, or by
  // something that is no name: then it is whoever brings the file.
  std::string writer() const;
};

// Whether a value from outside can stand in a claim: UTF-8 of 1 to `most_bytes` bytes, without
// control characters.
bool fits_claim(std::string_view value, std::size_t most_bytes);

// Reads the page of a response or resource. The capture keeps the payload, content and transfer
// codings undone, and the HTTP header as facts (`http:content-language`; not Set-Cookie, which is
// somebody's own). Throws InputError for a page
// without an article, or in a language that nobody names and that cannot be told.
WarcPage read_warc_page(const WarcRecord& record, const WarcSurroundings& around,
                        const std::string& actor);

// Reads a conversion, another form of what the record that it refers to holds: here `source`. It
// becomes a variant of that article, `es~conversion`, made from that revision, since the header
// says so; by whom or how it doesn't say. Its language is that of WARC-Identified-Content-Language
// where the text names none itself.
WarcPage read_warc_conversion(const WarcRecord& record, const WarcSurroundings& around,
                              const RevisionAddress& source, const std::string& actor);

}  // namespace hexapla
