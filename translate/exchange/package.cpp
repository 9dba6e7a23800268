#include "translate/exchange/package.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>
#include <system_error>

#include "store/model/digest.h"
#include "store/model/error.h"
#include "store/model/sha512.h"
#include "store/text/ascii.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{256} << 20;
constexpr std::string_view kAlgorithms[] = {"sha512", "sha256"};  // the stronger first

std::string bytes_of(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || !fs::is_regular_file(path, error))
    throw InputError({.file = path.string()}, "is missing, or no file");
  if (size > kMaxFileBytes) throw InputError({.file = path.string()}, "has more than 256 MiB");
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) throw InputError({.file = path.string()}, "cannot be read");
  return bytes;
}

void check_digest(const fs::path& file, std::string_view bytes, std::string_view algorithm,
                  const std::string& digest) {
  const std::string own = algorithm == "sha512" ? sha512_hex(bytes) : Digest::of(bytes).hex();
  if (own != ascii_lower(digest)) {
    throw InputError({.file = file.string()},
                     "has other bytes than its package says (" + std::string(algorithm) + ")");
  }
}

// Nothing that leads out of the folder that it is taken in.
bool is_plain_path(std::string_view path) {
  if (path.empty() || path.size() > 4096 || first_invalid_utf8(path)) return false;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (part.empty() || part == "." || part == ".." || part.find('\0') != part.npos) return false;
    path.remove_prefix(std::min(part.size() + 1, path.size()));
  }
  return true;
}

// Whether `path`, followed through its links, lies in `folder`; what is not there does not matter.
bool is_inside(const fs::path& folder, const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  if (error) return false;
  const fs::path relative = real.lexically_relative(fs::weakly_canonical(folder, error));
  return !error && !relative.empty() && *relative.begin() != "..";
}

bool has_file_called(const fs::path& folder, std::string_view beginning) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename().string().starts_with(beginning)) return true;
  }
  return false;
}

// ---- OCFL

class OcflReader {
 public:
  OcflReader(const fs::path& folder, Package& package) : folder_(folder), package_(package) {}

  void read() {
    if (has_file_called(folder_, "0=ocfl_object_1.")) return take(folder_);
    std::vector<fs::path> objects;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
      if (!entry->is_directory()) continue;
      if (entry->path() == folder_ / "extensions") {
        entry.disable_recursion_pending();
      } else if (has_file_called(entry->path(), "0=ocfl_object_1.")) {
        objects.push_back(entry->path());
        entry.disable_recursion_pending();
      }
    }
    if (error) package_.faults.push_back({folder_.string(), error.message()});
    std::sort(objects.begin(), objects.end());
    for (const fs::path& object : objects) take(object);
  }

 private:
  void take(const fs::path& object) {
    const std::size_t before = package_.files.size();
    try {
      take_inventory(object);
    } catch (const InputError& error) {
      package_.files.resize(before);
      package_.faults.push_back({error.place().file, error.problem()});
    } catch (const json::exception& error) {
      package_.files.resize(before);
      package_.faults.push_back({(object / "inventory.json").string(),
                                 std::string("is no inventory of OCFL: ") + error.what()});
    }
  }

  void take_inventory(const fs::path& object) {
    const fs::path path = object / "inventory.json";
    const std::string bytes = bytes_of(path);
    const json inventory = json::parse(bytes);
    const std::string algorithm = inventory.at("digestAlgorithm");
    if (algorithm != "sha512" && algorithm != "sha256")
      throw InputError({.file = path.string()},
                       "has digests by " + algorithm + ", which OCFL does not allow");
    const std::string sidecar = bytes_of(object / ("inventory.json." + algorithm));
    check_digest(path, bytes, algorithm, sidecar.substr(0, sidecar.find_first_of(" \t\n")));
    const std::string id = inventory.at("id"), head = inventory.at("head");
    const json& manifest = inventory.at("manifest");
    for (const auto& [digest, paths] : inventory.at("versions").at(head).at("state").items()) {
      const std::string content = manifest.at(digest).at(0);
      if (!is_plain_path(content) || !is_inside(object, object / content))
        throw InputError({.file = path.string()}, "names a file outside of its object");
      for (const json& logical : paths)
        package_.files.push_back(
            {id, logical.get<std::string>(), object / content, algorithm, digest});
    }
  }

  const fs::path& folder_;
  Package& package_;
};

// ---- BagIt

// A path as a manifest spells it: line breaks and the percent sign, and these alone, are encoded
// (RFC 8493, section 2.1.3).
std::string decoded_path(std::string_view spelt) {
  std::string path;
  while (!spelt.empty()) {
    const std::string code = ascii_lower(spelt.substr(0, 3));
    const char meant = code == "%0a" ? '\n' : code == "%0d" ? '\r' : code == "%25" ? '%' : '\0';
    path += meant == '\0' ? spelt.front() : meant;
    spelt.remove_prefix(meant == '\0' ? 1 : code.size());
  }
  return path;
}

// Paths and digests of a manifest.
std::map<std::string, std::string> manifest_in(const fs::path& file) {
  std::map<std::string, std::string> lines;
  std::istringstream text(bytes_of(file));
  for (std::string line; std::getline(text, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const std::size_t end = line.find_first_of(" \t");
    const std::size_t path = end == line.npos ? line.npos : line.find_first_not_of(" \t*", end);
    const std::string named = path == line.npos ? "" : decoded_path(line.substr(path));
    if (!is_plain_path(named) || !is_inside(file.parent_path(), file.parent_path() / named))
      throw InputError({.file = file.string()}, "has a line that is no digest and path");
    if (!lines.emplace(named, line.substr(0, end)).second)
      throw InputError({.file = file.string()}, "names " + named + " twice");
  }
  return lines;
}

class BagReader {
 public:
  BagReader(const fs::path& folder, Package& package) : folder_(folder), package_(package) {}

  void read() {
    if (fs::exists(folder_ / "fetch.txt")) {
      fault(folder_ / "fetch.txt", "names files that are elsewhere; they are not fetched");
    }
    check_declaration();
    check_tags();
    std::map<std::string, std::string> stronger;
    for (const std::string_view algorithm : kAlgorithms) {
      const fs::path file = folder_ / ("manifest-" + std::string(algorithm) + ".txt");
      std::error_code error;
      if (!fs::exists(file, error)) continue;
      std::map<std::string, std::string> manifest = manifest_in(file);
      if (stronger.empty()) {
        take(file, algorithm, manifest);
        stronger = std::move(manifest);
      } else if (!std::equal(manifest.begin(), manifest.end(), stronger.begin(), stronger.end(),
                             [](const auto& a, const auto& b) { return a.first == b.first; })) {
        fault(file, "names other files than the other manifest");
      }
      is_listed_ = true;
    }
    if (!is_listed_) {
      throw InputError({.file = folder_.string()},
                       "is a bag without a manifest by SHA-512 or SHA-256");
    }
  }

 private:
  void fault(const fs::path& path, std::string problem) {
    package_.faults.push_back({path.string(), std::move(problem)});
  }

  // Section 2.1.1: two lines, neither more nor less.
  void check_declaration() {
    const fs::path file = folder_ / "bagit.txt";
    std::string text = bytes_of(file);
    std::erase(text, '\r');
    if (!text.ends_with('\n')) text += '\n';
    constexpr std::string_view kEncoding = "Tag-File-Character-Encoding: UTF-8\n";
    for (const std::string_view version : {"1.0", "0.97"}) {
      if (text == "BagIt-Version: " + std::string(version) + "\n" + std::string(kEncoding)) return;
    }
    throw InputError({.file = file.string()},
                     "says neither \"BagIt-Version: 1.0\" nor 0.97, or another line than that and "
                     "\"Tag-File-Character-Encoding: UTF-8\"");
  }

  void check_tags() {
    for (const std::string_view algorithm : kAlgorithms) {
      const fs::path file = folder_ / ("tagmanifest-" + std::string(algorithm) + ".txt");
      std::error_code error;
      if (!fs::exists(file, error)) continue;
      for (const auto& [path, digest] : manifest_in(file)) {
        try {
          check_digest(folder_ / path, bytes_of(folder_ / path), algorithm, digest);
        } catch (const InputError& wrong) {
          fault(wrong.place().file, wrong.problem());
        }
      }
      return;
    }
  }

  void take(const fs::path& file, std::string_view algorithm,
            const std::map<std::string, std::string>& manifest) {
    constexpr std::string_view kPayload = "data/";
    for (const auto& [path, digest] : manifest) {
      if (!path.starts_with(kPayload)) {
        fault(file, "names " + path + ", which is none of the payload");
        continue;
      }
      // A file beside the articles' folders is of an article without a name, and only checked.
      const std::size_t slash = path.find('/', kPayload.size());
      const std::size_t past = slash == path.npos ? kPayload.size() : slash + 1;
      package_.files.push_back(
          {slash == path.npos ? "" : path.substr(kPayload.size(), slash - kPayload.size()),
           path.substr(past), folder_ / path, std::string(algorithm), digest});
    }
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder_ / "data", error), end;
         !error && entry != end; entry.increment(error)) {
      if (!entry->is_directory() &&
          !manifest.contains(entry->path().lexically_relative(folder_).generic_string()))
        fault(entry->path(), "is in the bag and not in its manifest");
    }
    if (error) fault(folder_ / "data", error.message());
  }

  const fs::path& folder_;
  Package& package_;
  bool is_listed_ = false;
};

}  // namespace

std::optional<PackageKind> package_in(const std::filesystem::path& folder) {
  std::error_code error;
  if (fs::exists(folder / "bagit.txt", error)) return PackageKind::bagit;
  if (has_file_called(folder, "0=ocfl_1.") || has_file_called(folder, "0=ocfl_object_1."))
    return PackageKind::ocfl;
  return std::nullopt;
}

Package open_package(const std::filesystem::path& folder) {
  const auto kind = package_in(folder);
  if (!kind) {
    throw InputError(
        {.file = folder.string()},
        "is a folder, and neither a bag (it has no bagit.txt) nor an OCFL storage root "
        "(no 0=ocfl_1.1)");
  }
  Package package;
  package.kind = *kind;
  if (*kind == PackageKind::ocfl) {
    OcflReader(folder, package).read();
  } else {
    BagReader(folder, package).read();
  }
  return package;
}

std::string read(const PackageFile& file) {
  std::string bytes = bytes_of(file.file);
  check_digest(file.file, bytes, file.algorithm, file.digest);
  return bytes;
}

}  // namespace hexapla
