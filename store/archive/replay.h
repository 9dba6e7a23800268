#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "store/archive/archive.h"
#include "store/archive/materials.h"
#include "store/engine/engine.h"

namespace hexapla {

// Applies every event of `primary`, in order, to empty derived tables.
void replay(RebuildWriter& rows, const Snapshot& primary, Materials& materials,
            const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

// Recomputes everything from primary data and compares: objects with their digests, events with their canonical form and
// order, references with what they name, derived tables with a rebuild in a temporary folder.
std::vector<Archive::Problem> verify_archive(
    const Engine& engine, Materials& materials,
    const std::function<void(std::string_view step, std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace hexapla
