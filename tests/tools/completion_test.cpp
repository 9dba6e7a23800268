#include <filesystem>

#include "tests/catch.h"
#include "tests/tools/run_command.h"
#include "tools/cli/command.h"

namespace hexapla {
namespace {

using test::Finished;
using test::Workshop;

const char kArabic[] = "---\nlanguage: ar\nkind: original\n---\n\n# العبّارة\n\nوصلت العبّارة ليلًا.\n";
const char kThai[] =
    "---\nlanguage: th\nkind: machine\nengine: madlad\nfrom: abbara/ar@1\n---\n\n# "
    "เรือข้ามฟาก\n\nเรือมาถึงตอนกลางคืน\n";

bool is_installed(const std::string& shell) {
  return std::filesystem::exists("/usr/bin/" + shell) || std::filesystem::exists("/bin/" + shell);
}

// A workshop with two versions of one article.
struct Ferry : Workshop {
  Ferry() {
    REQUIRE(hexapla({"add", file("ar.md", kArabic), "--article", "abbara"}).exit_code == 0);
    REQUIRE(hexapla({"add", file("th.md", kThai), "--article", "abbara"}).exit_code == 0);
  }
  // Runs `script` in a shell that finds the command, its own completion in $1.
  Finished in_shell(const std::string& shell, const std::string& script) const {
    const std::string completion = file(shell + ".completion", hexapla({"completion", shell}).out);
    const std::string folder = std::filesystem::path(test::command_path()).parent_path().string();
    const std::string path = "PATH=" + folder + ":/usr/bin:/bin";
    return test::run({shell, file(shell + ".script", script), completion},
                     {.environment = {path, "HEXAPLA_ARCHIVE=" + archive()}});
  }
};

// What bash offers when the cursor stands after the last of `words`.
std::string bash_offers(const Ferry& ferry, const std::string& words) {
  return ferry
      .in_shell("bash", "source \"$1\"\nCOMP_WORDS=(" + words +
                            ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\ncompopt() { :; }\n_hexapla\n"
                            "printf '%s\\n' \"${COMPREPLY[@]}\"\n")
      .out;
}

TEST_CASE("names alone are listed for other programs", "[tools]") {
  const Ferry ferry;
  CHECK(ferry.hexapla({"ls", "--names"}).out == "abbara\n");
  CHECK(ferry.hexapla({"ls", "--names", "abbara"}).out == "abbara/ar\nabbara/th\n");
}

TEST_CASE("bash completes commands, parts, options, kinds, addresses and files", "[tools]") {
  const Ferry ferry;
  CHECK(bash_offers(ferry, "hexapla comp") == "compact\ncompare\ncompletion\n");
  CHECK(bash_offers(ferry, "hexapla log exp") == "export\n");
  CHECK(bash_offers(ferry, "hexapla ls --ki") == "--kind\n");
  CHECK(bash_offers(ferry, "hexapla ls --kind post") == "post-edited\n");
  CHECK(bash_offers(ferry, "hexapla show ab") == "abbara\n");
  CHECK(bash_offers(ferry, "hexapla compare abbara/t") == "abbara/th\n");
  CHECK(bash_offers(ferry, "hexapla add " + ferry.path("th.")) == ferry.path("th.md") + "\n");
  CHECK(bash_offers(ferry, "hexapla show nothing-like-it") == "\n");
}

TEST_CASE("zsh and fish read their completions without complaint", "[tools]") {
  const Ferry ferry;
  if (is_installed("zsh")) {
    const Finished zsh = ferry.in_shell(
        "zsh",
        "autoload -U compinit && compinit -D -u\nsource $1 && print $+functions[_hexapla]\n");
    CHECK(zsh.out == "1\n");
    CHECK(zsh.err.empty());
  } else {
    WARN("zsh is not installed: its completion was not read");
  }
  if (is_installed("fish")) {
    const Finished fish = ferry.in_shell(
        "fish",
        "source $argv[1]\ncomplete -C 'hexapla compare abbara/t'\ncomplete -C 'hexapla log exp'\n");
    CHECK(fish.out.starts_with("abbara/th"));
    CHECK(fish.out.find("export") != std::string::npos);
    CHECK(fish.err.empty());
  } else {
    WARN("fish is not installed: its completion was not read");
  }
}

TEST_CASE("every command has a manual page that says what its help says", "[tools]") {
  const Workshop workshop;
  REQUIRE(workshop.hexapla({"manual", "--all", workshop.path("man1")}).exit_code == 0);
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    const Finished page = workshop.hexapla({"manual", command.name});
    CHECK(page.exit_code == 0);
    CHECK(page.out.find(".SH SYNOPSIS") != std::string::npos);
    CHECK(std::filesystem::file_size(workshop.path("man1/hexapla-" + command.name + ".1")) ==
          page.out.size());
    if (std::filesystem::exists("/usr/bin/mandoc")) {
      const Finished lint = test::run({"mandoc", "-T", "lint", "-W", "error"}, {.input = page.out});
      CHECK(lint.out == "");
      CHECK(lint.exit_code == 0);
    }
  }
  if (!std::filesystem::exists("/usr/bin/mandoc"))
    WARN("mandoc is not installed: the pages were not checked");
  CHECK(workshop.hexapla({"manual"}).out.find("hexapla\\-compare") != std::string::npos);
  CHECK(workshop.hexapla({"manual", "comapre"}).exit_code == 2);
  CHECK(workshop.hexapla({"completion", "tcsh"}).exit_code == 2);
}

}  // namespace
}  // namespace hexapla
