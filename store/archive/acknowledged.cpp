#include "store/archive/acknowledged.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "store/archive/archive.h"
#include "store/model/digest.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

constexpr const char* kFileName = "acknowledged";
// One write of one page: a reader sees the old one or the new one, and a process that is killed
// leaves one of them. A checkpoint takes some 250 bytes.
constexpr std::size_t kFileBytes = 2048;
constexpr std::size_t kHexDigits = 64;

struct File {
  int number;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

void write_acknowledged(const std::filesystem::path& directory, std::string_view checkpoint) {
  if (checkpoint.empty() || checkpoint.size() + kHexDigits + 2 > kFileBytes) return;
  // Digest of all that follows its line, the checkpoint, and empty lines.
  std::string rest(checkpoint);
  rest.resize(kFileBytes - kHexDigits - 1, '\n');
  const std::string bytes = Digest::of(rest).hex() + "\n" + rest;
  const File file{::open((directory / kFileName).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0664)};
  if (file.number < 0) return;
  [[maybe_unused]] const ssize_t written = ::pwrite(file.number, bytes.data(), bytes.size(), 0);
}

std::optional<Checkpoint> read_acknowledged(const std::filesystem::path& directory) {
  const File file{::open((directory / kFileName).c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) return std::nullopt;
  std::array<char, kFileBytes> buffer{};
  if (::pread(file.number, buffer.data(), buffer.size(), 0) != static_cast<ssize_t>(buffer.size()))
    return std::nullopt;
  const std::string_view bytes(buffer.data(), buffer.size());
  std::string_view rest = bytes.substr(kHexDigits + 1);
  if (bytes.substr(0, kHexDigits) != Digest::of(rest).hex()) return std::nullopt;
  while (rest.ends_with("\n\n")) rest.remove_suffix(1);
  const auto note = CheckpointNote::parse(rest);
  return note ? std::optional(note->checkpoint) : std::nullopt;
}

void forget_acknowledged(const std::filesystem::path& directory) {
  ::unlink((directory / kFileName).c_str());
}

std::optional<std::string> shorter_than_acknowledged(const Checkpoint& acknowledged,
                                                     const std::string& origin,
                                                     std::uint64_t size) {
  if (acknowledged.origin != origin) {
    return fmt::format(
        "is {}, and the file acknowledged beside it is of another log, {}: remove it "
        "if it came here by mistake",
        origin, acknowledged.origin);
  }
  if (size >= acknowledged.size) return std::nullopt;
  return fmt::format(
      "has {} entries, and {} were acknowledged: the store fell back, or an older one was put in "
      "its place. Restore data.mdb from a copy; to go on without the entries that are lost, remove "
      "the file acknowledged",
      size, acknowledged.size);
}

std::optional<std::string> contradiction(const Checkpoint& acknowledged, const LogReading& log) {
  if (auto problem = shorter_than_acknowledged(acknowledged, log.origin(), log.size()))
    return problem;
  if (log.root(acknowledged.size) == acknowledged.root) return std::nullopt;
  return fmt::format("has other entries than were acknowledged, {} of them: history was changed",
                     acknowledged.size);
}

std::optional<std::string> lost_entries(const Archive& archive) {
  // First: the log may grow meanwhile.
  const auto acknowledged = read_acknowledged(archive.directory());
  if (!acknowledged) return std::nullopt;
  try {
    const Reading reading = archive.read();
    auto problem = contradiction(*acknowledged, reading.log());
    if (problem) problem->insert(0, "the log in " + archive.directory().string() + " ");
    return problem;
  } catch (const StoreError&) {
    return std::nullopt;  // a log that cannot be read says so to whoever reads it
  }
}

}  // namespace hexapla
