#pragma once

#include <optional>
#include <string>
#include <variant>

#include "store/archive/archive.h"
#include "tools/loading/line_reader.h"
#include "tools/loading/outcome.h"
#include "translate/exchange/archive_line.h"

namespace hexapla {

// A line made ready for the archive; an Outcome when it was refused.
struct PreparedLine {
  std::size_t number = 0;
  std::size_t bytes_read = 0;
  std::variant<Outcome, NewRevision, ArchiveLine> what;
};

// Needs no archive: for any thread. Never throws.
PreparedLine prepare_line(LineReader::Line line, const std::string& file_name,
                          const std::string& actor);

// The longest line we take: a text of the largest size with its capture in base 64.
inline constexpr std::size_t kMaxLineBytes = std::size_t{128} << 20;

}  // namespace hexapla
