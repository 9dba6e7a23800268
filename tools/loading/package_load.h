#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "store/archive/archive.h"
#include "tools/loading/bulk_load.h"
#include "tools/loading/outcome.h"

namespace hexapla {

// What became of one entry of the log in a package, or of a file that is wrong by itself.
struct PackageOutcome {
  std::string path;  // of the entry's file
  Outcome outcome;
  std::size_t done = 0, all = 0;  // entries
};

// Takes back what `hexapla export --format ocfl` or `bagit` wrote: the entries of all articles'
// logs in their order, with the texts and captures beside them, each checked against the digest
// that the package gives and the one that the entry names. A bad file is reported and the rest
// goes on.
//
// Gives what an import of the same archive's NDJSON does. A package has no entry that belongs to
// no article (what was learnt, realignings), which an import leaves out in any case. Throws
// InputError for a folder that is no package.
void load_package(const std::filesystem::path& folder, Archive& archive, const BulkOptions& options,
                  const std::function<void(const PackageOutcome&)>& report);

}  // namespace hexapla
