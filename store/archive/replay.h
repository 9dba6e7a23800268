#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "store/archive/archive.h"
#include "store/archive/materials.h"
#include "store/engine/engine.h"

namespace hexapla {

// Applies every event of `primary`, in order, to empty derived tables.
void replay(RebuildWriter& rows, const Snapshot& primary, Materials& materials,
            const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

// The derived tables made anew, in a temporary folder that goes with this.
class Rebuild {
 public:
  Rebuild(const Snapshot& primary, Materials& materials,
          const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);
  ~Rebuild();
  const Snapshot& rows() const { return *rows_; }

 private:
  class Folder;
  std::unique_ptr<Folder> folder_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Snapshot> rows_;
};

// Rebuilds that serve again: of a log whose root and whose objects were just found to be the same,
// so that the tables are.
struct KeptRebuild {
  Digest root;
  std::shared_ptr<const Rebuild> rebuild;
};

// Recomputes everything from primary data and compares: objects with their digests, events with
// their canonical form and order, the tree with the checkpoint, references with what they name,
// derived tables with a rebuild. `kept`: taken from there, or put there, where it is given.
std::vector<Archive::Problem> verify_archive(
    const Engine& engine, Materials& materials,
    const std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)>&
        progress,
    const Checkpoint* against, KeptRebuild* kept = nullptr);

}  // namespace hexapla
