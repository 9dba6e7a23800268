#include "store/archive/signing_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "store/model/error.h"

namespace hexapla {

namespace {

constexpr const char* kFileName = "log.key";
constexpr std::size_t kMaxKeyFileBytes = 4096;

[[noreturn]] void fail(const char* operation, const std::filesystem::path& path) {
  throw StoreError(StoreError::Kind::io, "cannot " + std::string(operation) + " the key " +
                                             path.string() + ": " +
                                             std::generic_category().message(errno));
}

// Closes when it goes.
struct File {
  int number;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

std::optional<NoteSigner> read_signing_key(const std::filesystem::path& directory) {
  const auto path = directory / kFileName;
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail("read", path);
  }
  struct stat status {};
  if (::fstat(file.number, &status) != 0) fail("read", path);
  if ((status.st_mode & 077) != 0) {
    throw StoreError(
        StoreError::Kind::io,
        "the key " + path.string() +
            " may be read or changed by others, who could sign in this archive's name: " +
            "run `chmod 600` on it, or move it away");
  }
  std::array<char, kMaxKeyFileBytes> bytes{};
  const ssize_t got = ::read(file.number, bytes.data(), bytes.size());
  if (got < 0) fail("read", path);
  std::string_view text(bytes.data(), static_cast<std::size_t>(got));
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto signer = NoteSigner::parse(text);
  if (!signer) throw StoreError(StoreError::Kind::corrupt, path.string() + " holds no signing key");
  return signer;
}

void write_signing_key(const std::filesystem::path& directory, const NoteSigner& signer) {
  const auto path = directory / kFileName;
  const auto unfinished = directory / (std::string(kFileName) + ".new");
  ::unlink(unfinished.c_str());
  {
    const File file{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    const std::string text = signer.text() + "\n";
    if (file.number < 0 ||
        ::write(file.number, text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        ::fsync(file.number) != 0) {
      fail("write", unfinished);
    }
  }
  // Never in place of another key: two who create an archive here at once must not end with one's
  // log and the other's key.
  const bool is_there = ::link(unfinished.c_str(), path.c_str()) == 0;
  const int error = errno;
  ::unlink(unfinished.c_str());
  if (!is_there) {
    errno = error;
    fail("write", path);
  }
  const File folder{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (folder.number >= 0) ::fsync(folder.number);
}

}  // namespace hexapla
