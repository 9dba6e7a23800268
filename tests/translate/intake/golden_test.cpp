#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/catch.h"
#include "tests/translate/intake/described.h"
#include "translate/intake/intake.h"

namespace hexapla {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path input_of(const fs::path& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") return entry.path();
  }
  FAIL("no input in " << folder);
  return {};
}

}  // namespace

// A new case is a folder: input.txt, input.md or input.json, and expected.json. With
// HEXAPLA_WRITE_GOLDEN set the expectations are written instead of compared; read the difference
// before you keep it.
TEST_CASE("what is read from each golden input is what its folder expects", "[ingest][golden]") {
  std::set<fs::path> folders;
  for (const auto& entry :
       fs::directory_iterator(fs::path(HEXAPLA_SOURCE_DIR) / "tests/golden/ingest")) {
    if (entry.is_directory()) folders.insert(entry.path());
  }
  REQUIRE(folders.size() >= 3);
  for (const fs::path& folder : folders) {
    INFO(folder);
    const fs::path input = input_of(folder);
    IntakeOptions options;
    options.actor = "desk";
    const std::string found =
        described(prepare(contents(input), input.string(), options)).dump(2) + "\n";
    if (std::getenv("HEXAPLA_WRITE_GOLDEN") != nullptr) {
      std::ofstream(folder / "expected.json", std::ios::binary) << found;
    } else {
      CHECK(found == contents(folder / "expected.json"));
    }
  }
}

}  // namespace hexapla
