#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

#include "store/archive/archive.h"
#include "tools/cli/input.h"
#include "tools/loading/outcome.h"

namespace hexapla {

// What a bulk load needs to know beside the lines.
struct BulkOptions {
  std::string actor;
  // Checks every line and writes nothing.
  bool dry_run = false;
  // Keeps what was withdrawn here before.
  bool allow_withdrawn = false;
  // Set from outside (Ctrl-C): no more lines are read; what was read is still finished and
  // reported.
  const std::atomic<bool>* stop = nullptr;
};

// What became of one line.
struct LineOutcome {
  std::size_t line;
  Outcome outcome;
  std::size_t bytes_read;  // of the file, when this line was read
};

struct BulkReport {
  // Called in the order of the lines, once each is durable or refused.
  std::function<void(const LineOutcome&)> on_line;
  // Called when no further line is finished yet: whoever waits for answers must see those that were
  // given.
  std::function<void()> on_wait;
};

// Adds one revision a line (NDJSON), or takes the lines of an archive's export, in the order of the
// file.
//
// Lines are parsed by several threads and committed many at a time; memory does not grow with the
// file. `report` is called by the calling thread. A bad line is reported and the next is taken;
// when the disk refuses, that line is reported and the load ends. Throws what `report` throws, and
// InputError when the file cannot be read.
void load_lines(InputFile& file, Archive& archive, const BulkOptions& options,
                const BulkReport& report);

}  // namespace hexapla
