#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hexapla {

// Writes files into a new folder that appears under its name only when it is whole.
//
// Throws StoreError when the folder is there already, or the disk refuses; what was begun is then
// removed.
class FolderWriter {
 public:
  explicit FolderWriter(std::filesystem::path folder);
  ~FolderWriter();
  FolderWriter(const FolderWriter&) = delete;
  FolderWriter& operator=(const FolderWriter&) = delete;

  // `path` is relative, of `/` and plain names.
  void put(const std::string& path, std::string_view bytes);
  // Gives the folder its name.
  void finish();

 private:
  std::filesystem::path folder_, unfinished_;
};

}  // namespace hexapla
