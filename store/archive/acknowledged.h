#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/log_reading.h"
#include "store/log/checkpoint.h"

namespace hexapla {

class Archive;

// The checkpoint of the newest commit that somebody was told of, in a file of its own beside the
// store, DIR/acknowledged: should the store fall back to what it was before (LMDB takes the older
// of its two headers when the newer one is damaged), this still says that there was more.
//
// Written after the commit, so it never says more than the store had. Not synced to the disk: after
// a power cut it may say less, and notice less; a process that is killed leaves it as it is. Of two
// processes the slower may write the older one: that too only notices less. Described in
// store/FORMAT.md.

// Writes nothing where the file cannot be written: what it would say is true all the same.
void write_acknowledged(const std::filesystem::path& directory, std::string_view checkpoint);

// Nothing when there is no such file, or it is damaged: then there is nothing to hold the store
// against.
std::optional<Checkpoint> read_acknowledged(const std::filesystem::path& directory);

// For a new archive: what another one in the same folder left says nothing of it.
void forget_acknowledged(const std::filesystem::path& directory);

// What is wrong with a log of `size` entries; nothing when it has as many as were acknowledged.
std::optional<std::string> shorter_than_acknowledged(const Checkpoint& acknowledged,
                                                     const std::string& origin, std::uint64_t size);
// The same, and whether they are those. Throws StoreError::corrupt as LogReading does.
std::optional<std::string> contradiction(const Checkpoint& acknowledged, const LogReading& log);

// What is wrong where the log of an archive lacks entries that somebody was told of: the store fell
// back, or another one was put in its place. Nothing when all are there, or where the log cannot be
// read. What is there can be read, and is not written on; who shows it should tell. Costs a small
// file and a few rows.
std::optional<std::string> lost_entries(const Archive& archive);

}  // namespace hexapla
