#pragma once

#include <cstdint>
#include <filesystem>

namespace hexapla::lmdb {

// Looks at DIR/data.mdb before LMDB maps it: LMDB believes what the file says, and the process dies
// (SIGBUS, SIGSEGV) where it lies.
inline constexpr std::uint64_t kSmallFileBytes = std::uint64_t{16} << 20;

enum class FileState {
  absent,  // or empty, as a crash while it was made leaves it
  usable,
};

// Reads the two header pages; and every page that is in use when the file is shorter than they say
// (then it is either cut off, or pages at its end were allocated and never needed), or small (at
// most kSmallFileBytes), where that costs next to nothing.
//
// Throws StoreError: wrong_format for something that is no LMDB file of this machine's kind,
// corrupt for one that is cut off, io when it cannot be read.
FileState check_file(const std::filesystem::path& data_file);

// Reads every page that is in use, and holds its bounds and references against each other. The
// values are not looked at. Costs one read of the tree's pages. Nobody may be writing meanwhile.
void check_every_page(const std::filesystem::path& data_file);

}  // namespace hexapla::lmdb
