#pragma once

#include <string>
#include <string_view>

#include "store/ingest/date_line.h"
#include "store/model/statement.h"

namespace hexapla {

// Throws InputError naming the byte and line of the first NUL: bytes with one are no text, and much
// else would cut them there.
void refuse_nul(std::string_view utf8, const std::string& file);

// One block's text as it is kept: NFC, trimmed, control characters that are no white space left out
// (no format carries them, and the capture has them still). Empty when nothing of it could be seen.
// Everything else stays: soft hyphens, no-break spaces and joiners are part of the text. Line
// breaks inside become U+000A.
std::string block_text(std::string_view utf8);

// Appends the next line of a wrapped paragraph: behind a space, or behind nothing between scripts
// that use none.
void append_line(std::string& text, std::string_view line);

// What a page's own stamp says, as a claim about the revision.
Statement stamp_statement(const DateLine& date);

}  // namespace hexapla
