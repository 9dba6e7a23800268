#include "tools/cli/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace hexapla {

UnreadableFile::UnreadableFile(const std::string& name, const char* cannot_be, int error)
    : InputError({.file = name},
                 std::string("cannot be ") + cannot_be + ": " + std::strerror(error)),
      is_missing_(error == ENOENT || error == ENOTDIR) {}

std::string input_name(const std::string& path) { return path == "-" ? "standard input" : path; }

InputFile::InputFile(const std::string& path)
    : name_(input_name(path)),
      descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) throw UnreadableFile(name_, "opened", errno);
}

InputFile::~InputFile() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::size_t InputFile::read(char* buffer, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw UnreadableFile(name_, "read", errno);
  }
}

std::size_t InputFile::size_bytes() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::size_t>(status.st_size);
}

std::string read_input(const std::string& path, std::size_t limit_bytes) {
  InputFile file(path);
  std::string bytes;
  std::vector<char> buffer(std::size_t{1} << 20);
  while (const std::size_t count = file.read(buffer.data(), buffer.size())) {
    bytes.append(buffer.data(), count);
    if (bytes.size() > limit_bytes) {
      throw InputError({.file = file.name()},
                       "has more than " + std::to_string(limit_bytes >> 20) +
                           " MiB; split it, or use `hexapla import` for many articles");
    }
  }
  return bytes;
}

}  // namespace hexapla
