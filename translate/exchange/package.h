#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

// Folders of files with a digest for each, as archivists hand them on.
enum class PackageKind {
  ocfl,   // a storage root of OCFL 1.0 or 1.1, or one object of it
  bagit,  // a bag (RFC 8493)
};
std::optional<PackageKind> package_in(const std::filesystem::path& folder);

// A file that the package vouches for.
struct PackageFile {
  std::string article, path;  // `ferry`, `es/0003/revision.json`
  std::filesystem::path file;
  std::string algorithm, digest;  // `sha512`, in hexadecimal digits
};
struct PackageFault {
  std::string path;  // in the folder
  std::string problem;
};

// What a package says it holds: of OCFL objects the newest version, of a bag the payload.
//
// Everything that is said in it of itself is checked here (inventories against their digests, tag
// files against theirs, that nothing is there unsaid); what is wrong with one object leaves the
// others. The bytes of the files are looked at by read() alone. Throws InputError for a folder that
// is no package.
struct Package {
  PackageKind kind = PackageKind::bagit;
  std::vector<PackageFile> files;
  std::vector<PackageFault> faults;
};
Package open_package(const std::filesystem::path& folder);

// The bytes, checked against their digest. Throws InputError: missing, other bytes, or more than
// 256 MiB.
std::string read(const PackageFile& file);

}  // namespace hexapla
