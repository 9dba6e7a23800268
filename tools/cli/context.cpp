#include "tools/cli/context.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "store/archive/acknowledged.h"
#include "translate/align/align.h"
#include "translate/check/examine.h"

namespace hexapla {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

void put_line_on_standard_error(std::string_view text) {
  std::string line(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

std::filesystem::path Context::archive_directory() const {
  if (!options.archive.empty()) return options.archive;
  const std::string named = environment("HEXAPLA_ARCHIVE");
  return named.empty() ? "archive" : named;
}

void Context::on_archive(const std::function<void(const std::filesystem::path&)>& action) const {
  const auto directory = archive_directory();
  try {
    action(directory);
  } catch (const StoreError& error) {
    if (error.kind() != StoreError::Kind::missing) throw;
    throw StoreError(StoreError::Kind::missing,
                     "there is no archive in " + directory.string() +
                         ": make one with `hexapla init`, or name another with --archive DIR");
  }
}

Archive& Context::open(bool read_only) {
  if (archive_) return *archive_;
  on_archive([&](const std::filesystem::path& directory) {
    archive_ = Archive::open(
        directory,
        {.read_only = read_only, .aligner = make_aligner(), .examiner = make_examiner()});
  });
  // Who writes is refused.
  const auto lost = read_only ? lost_entries(*archive_) : std::nullopt;
  if (lost) warn("warning: " + *lost);
  return *archive_;
}

Archive& Context::archive_to_read() { return open(true); }
Archive& Context::archive_to_write() { return open(false); }

Output& Context::out() {
  if (!output_) output_ = std::make_unique<Output>(options.output);
  return *output_;
}

void Context::say(std::string_view text) const {
  if (!options.quiet) put_line_on_standard_error(text);
}

void Context::warn(std::string_view text) const { put_line_on_standard_error(text); }

void Context::finish() {
  if (output_) output_->finish();
}

std::string default_actor() {
  if (std::string named = environment("HEXAPLA_ACTOR"); !named.empty()) return named;
  if (const passwd* entry = ::getpwuid(::geteuid()); entry != nullptr && entry->pw_name[0] != '\0')
    return entry->pw_name;
  return "user " + std::to_string(::geteuid());
}

}  // namespace hexapla
