#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "store/archive/archive.h"
#include "tools/cli/output.h"

namespace hexapla {

// What every command is given: the options that all of them take, the archive, and where words and
// data go.
class Context {
 public:
  // Filled by the parser; --archive wins over the variable HEXAPLA_ARCHIVE, which wins over
  // `./archive`.
  struct Options {
    std::string archive;
    std::string output;
    bool json = false;
    bool quiet = false;
  };
  Options options;

  std::filesystem::path archive_directory() const;
  // Opened at the first call, and kept open until the command ends. Throws StoreError.
  // One to read refuses to write; it serves for dry runs too.
  Archive& archive_to_read();
  Archive& archive_to_write();

  // Does something to the archive's folder that opens it in another way. Where there is none, the
  // StoreError says what to do.
  void on_archive(const std::function<void(const std::filesystem::path&)>& action) const;

  // Data, and nothing else, goes here.
  Output& out();
  // A line of words for a person, on standard error; silent with --quiet.
  void say(std::string_view text) const;
  // The same, also with --quiet: what must not be missed.
  void warn(std::string_view text) const;

  // Gives the output file its name. Nothing to do when nothing was written.
  void finish();

 private:
  Archive& open(bool read_only);

  std::unique_ptr<Archive> archive_;
  std::unique_ptr<Output> output_;
};

// Whom the log names when nobody is named by --by: HEXAPLA_ACTOR, else the login name.
std::string default_actor();

}  // namespace hexapla
