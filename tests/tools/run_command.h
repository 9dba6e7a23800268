#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/temporary_folder.h"

namespace hexapla::test {

// A process that ended: what it wrote, and how.
struct Finished {
  int exit_code = -1;  // 128 + N when signal N ended it
  std::string out, err;
};

struct RunOptions {
  std::string input{};                     // on standard input
  std::vector<std::string> environment{};  // `NAME=value`, added to ours
};

// Runs a program to its end.
Finished run(const std::vector<std::string>& words, const RunOptions& options = {});

// A folder with an archive of its own, and the real command to use it with.
class Workshop {
 public:
  Workshop();  // the archive is made

  // `hexapla` with these words; --archive comes from the environment.
  Finished hexapla(const std::vector<std::string>& words, const std::string& input = {}) const;
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string archive() const { return path("archive"); }
  // Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& bytes) const;
  // How many events the log has.
  std::uint64_t events() const;

 private:
  TemporaryFolder folder_;
};

// The lines of `text` that are not empty, each parsed as JSON. Throws when one is none.
std::vector<nlohmann::json> json_lines(const std::string& text);

// Path of the command under test: HEXAPLA_COMMAND of the environment, else the one that was built
// with the tests.
std::string command_path();

}  // namespace hexapla::test
