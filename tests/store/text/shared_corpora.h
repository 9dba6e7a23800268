#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace hexapla::testing {

// `name` in the folder of corpora that tests share and the project does not carry; nothing when it
// is not there.
inline std::optional<std::filesystem::path> shared_corpus(const std::string& name) {
  const char* folder = std::getenv("HEXAPLA_CORPORA");
  std::filesystem::path path(folder != nullptr ? folder : HEXAPLA_SOURCE_DIR "/../shared/corpora");
  path /= name;
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

}  // namespace hexapla::testing
