#include "tools/loading/folder_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "store/model/error.h"

namespace hexapla {
namespace {

[[noreturn]] void fail(const std::string& operation, const std::filesystem::path& path, int error) {
  const auto kind = error == ENOSPC ? StoreError::Kind::full : StoreError::Kind::io;
  throw StoreError(kind, "cannot " + operation + " " + path.string() + ": " + std::strerror(error));
}

}  // namespace

FolderWriter::FolderWriter(std::filesystem::path folder)
    : folder_(std::move(folder)),
      unfinished_(folder_.string() + ".unfinished-" + std::to_string(::getpid())) {
  std::error_code error;
  if (std::filesystem::exists(folder_, error)) {
    throw StoreError(StoreError::Kind::exists,
                     folder_.string() + " is there already: name a new folder");
  }
  if (!std::filesystem::create_directories(unfinished_, error))
    fail("make", unfinished_, error.value());
}

FolderWriter::~FolderWriter() {
  std::error_code ignored;
  if (!unfinished_.empty()) std::filesystem::remove_all(unfinished_, ignored);
}

void FolderWriter::put(const std::string& path, std::string_view bytes) {
  const std::filesystem::path file = unfinished_ / path;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) fail("make", file.parent_path(), error.value());
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) fail("write", file, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int why = errno;
      ::close(descriptor);
      fail("write", file, why);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(descriptor) != 0) fail("write", file, errno);
}

void FolderWriter::finish() {
  std::error_code error;
  std::filesystem::rename(unfinished_, folder_, error);
  if (error) fail("name", folder_, error.value());
  unfinished_.clear();
}

}  // namespace hexapla
