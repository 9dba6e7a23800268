#include "tools/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/model/error.h"

namespace hexapla {

Output::Output(std::string path)
    : path_(path == "-" ? std::string() : std::move(path)), file_(stdout) {
  if (path_.empty()) return;
  std::error_code error;
  const auto status = std::filesystem::status(path_, error);
  // A device or a pipe (/dev/null, /dev/fd/3) is written as it is: it must not be replaced by a
  // file.
  const bool is_special =
      std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  unfinished_path_ =
      is_special ? std::string() : path_ + ".unfinished-" + std::to_string(::getpid());
  file_ = std::fopen((is_special ? path_ : unfinished_path_).c_str(), "wb");
  if (file_ == nullptr) fail("open");
}

Output::~Output() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  if (!unfinished_path_.empty()) ::unlink(unfinished_path_.c_str());
}

void Output::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail("write");
}

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::flush() {
  if (std::fflush(file_) != 0) fail("write");
}

void Output::finish() {
  flush();
  if (file_ == stdout || unfinished_path_.empty()) return;
  std::FILE* const file = file_;
  file_ = nullptr;
  const bool is_written = ::fsync(::fileno(file)) == 0;
  if (std::fclose(file) != 0 || !is_written ||
      std::rename(unfinished_path_.c_str(), path_.c_str()) != 0) {
    const int reason = errno;
    ::unlink(unfinished_path_.c_str());
    errno = reason;
    fail("write");
  }
}

bool Output::is_terminal() const { return path_.empty() && ::isatty(STDOUT_FILENO) == 1; }

void Output::fail(const char* operation) const {
  const std::string name = path_.empty() ? "standard output" : path_;
  const auto kind =
      errno == ENOSPC || errno == EDQUOT ? StoreError::Kind::full : StoreError::Kind::io;
  throw StoreError(kind,
                   std::string("cannot ") + operation + " " + name + ": " + std::strerror(errno));
}

}  // namespace hexapla
