#pragma once

namespace hexapla {

// What the command's exit status says. A script may rely on these.
enum class ExitCode : int {
  ok = 0,
  findings = 1,       // `verify` found problems; `compare --exit-code` found differences
  usage = 2,          // unknown command or option, a value that an option does not take
  not_found = 3,      // no such article, variant, revision, origin or file
  bad_input = 4,      // what was handed in cannot be taken; of a bulk import: some lines
  store = 5,          // the disk, the store or another server refuses
  interrupted = 130,  // Ctrl-C; everything acknowledged before is kept
};

}  // namespace hexapla
