#include "tests/catch.h"
#include "tests/tools/run_command.h"
#include "tools/cli/command.h"
#include "tools/cli/suggestions.h"

namespace hexapla {
namespace {

using test::Finished;
using test::Workshop;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("help of every command begins with what it does and an example", "[tools]") {
  const Workshop workshop;
  REQUIRE_FALSE(commands().empty());
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    const Finished help = workshop.hexapla({command.name, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(help.err.empty());
    CHECK(help.out.find("Examples:") < help.out.find("Usage:"));
    CHECK(contains(help.out, "hexapla " + command.name));
    CHECK(workshop.hexapla({"help", command.name}).out == help.out);
    CHECK(contains(workshop.hexapla({"--help"}).out, command.name));
  }
}

TEST_CASE("the version names the Unicode data that texts were made with", "[tools]") {
  const Finished version = Workshop().hexapla({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(contains(version.out, "hexapla 0"));
  CHECK(contains(version.out, "ICU "));
  CHECK(contains(version.out, "Unicode "));
}

TEST_CASE("a mistyped command or option is answered with what was meant, and exit code 2",
          "[tools]") {
  const Workshop workshop;
  const Finished command = workshop.hexapla({"comapre", "x"});
  CHECK(command.exit_code == 2);
  CHECK(command.out.empty());
  CHECK(contains(command.err, "did you mean `compare`"));

  const Finished option = workshop.hexapla({"add", "x.md", "--enigne", "apertium"});
  CHECK(option.exit_code == 2);
  CHECK(contains(option.err, "--enigne"));
  CHECK(contains(option.err, "did you mean `--engine`"));

  CHECK(workshop.hexapla({}).exit_code == 2);
  CHECK(workshop.hexapla({"show"}).exit_code == 2);
  CHECK(workshop.hexapla({"add", "x.md", "--lang", "xx-unheard-of"}).exit_code == 2);
  CHECK(contains(workshop.hexapla({"add", "x.md", "--kind", "machin"}).err,
                 "did you mean `machine`"));
}

TEST_CASE("words are near to those that few edits make of them", "[tools]") {
  CHECK(near_words("exprt", {"export", "import", "log"}) == std::vector<std::string>{"export"});
  CHECK(near_words("zzzzzz", {"export", "import", "log"}).empty());
}

}  // namespace
}  // namespace hexapla
