#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/catch.h"
#include "tests/tools/run_command.h"

// What we say of the log, checked by programs that are not ours.

namespace hexapla {
namespace {

using test::Finished;
using test::run;
using test::Workshop;
namespace fs = std::filesystem;

bool has(const std::string& program) {
  return run({"/bin/sh", "-c", "command -v " + program + " >/dev/null"}).exit_code == 0;
}

std::string read_file(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

// An archive whose log has two bundles and a withdrawal, exported and proved.
struct Evidence {
  Evidence() {
    const std::string line =
        R"({"article":"ferry","language":"ar","kind":"original","blocks":[{"role":"title","text":"عودة العبّارة"}]})";
    REQUIRE(workshop.hexapla({"import", workshop.file("a.ndjson", line + "\n")}).exit_code == 0);
    REQUIRE(workshop.hexapla({"log", "checkpoint", "-o", workshop.path("old")}).exit_code == 0);
    std::string more;
    for (int i = 0; i < 300; ++i) {
      more += R"({"article":"boat-)" + std::to_string(i) +
              R"(","language":"th","kind":"original","blocks":[{"role":"title","text":"เรือลำที่ )" +
              std::to_string(i) + "\"}]}\n";
    }
    REQUIRE(workshop.hexapla({"import", workshop.file("b.ndjson", more)}).exit_code == 0);
    REQUIRE(
        workshop.hexapla({"withdraw", "boat-7/th@1", "--reason", "ขอให้ลบ", "--authority", "ผู้เขียน"})
            .exit_code == 0);
    REQUIRE(workshop.hexapla({"log", "export", workshop.path("www"), "--objects"}).exit_code == 0);
    REQUIRE(
        workshop.hexapla({"log", "prove", "ferry/ar@1", "-o", workshop.path("proof")}).exit_code ==
        0);
    REQUIRE(workshop
                .hexapla({"log", "prove", "--since", workshop.path("old"), "-o",
                          workshop.path("growth")})
                .exit_code == 0);
    key = nlohmann::json::parse(workshop.hexapla({"log", "checkpoint", "--json"}).out)["key"];
  }

  Workshop workshop;
  std::string key;
};

}  // namespace

TEST_CASE("notes, tiles, entries and proofs are right by the Go project's packages", "[outside]") {
  if (!has("go") || !fs::exists("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")) {
    WARN("skipped: golang-go and golang-golang-x-mod-dev are not installed");
    return;
  }
  const Evidence evidence;
  const Workshop& workshop = evidence.workshop;
  const test::RunOptions options{
      .input = {},
      .environment = {"GO111MODULE=off", "GOPATH=/usr/share/gocode", "GOFLAGS=", "GOPROXY=off",
                      "GOCACHE=" + workshop.path("go-cache"), "HOME=" + workshop.path("home")}};
  const std::string checker = workshop.path("check_log");
  const Finished built = run({"/usr/bin/env", "go", "build", "-o", checker,
                              HEXAPLA_SOURCE_DIR "/tests/outside/check_log.go"},
                             options);
  INFO(built.err);
  REQUIRE(built.exit_code == 0);
  const auto check = [&](const std::string& key, const std::string& www) {
    return run(
        {checker, key, www, workshop.path("old"), workshop.path("proof"), workshop.path("growth")});
  };
  const Finished good = check(evidence.key, workshop.path("www"));
  INFO(good.err);
  CHECK(good.exit_code == 0);
  CHECK(good.out == "303 entries, entry 1 proved, grown from 2\n");

  // It can say no: another key, a changed entry, a changed tile.
  std::string other_key = evidence.key;
  other_key[other_key.size() - 5] = other_key[other_key.size() - 5] == 'A' ? 'B' : 'A';
  CHECK(check(other_key, workshop.path("www")).exit_code != 0);
  for (const char* name : {"tile/entries/000", "tile/0/001.p/47", "checkpoint"}) {
    INFO(name);
    const fs::path file = fs::path(workshop.path("www")) / name;
    const std::string bytes = read_file(file);
    REQUIRE_FALSE(bytes.empty());
    std::string changed = bytes;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    std::ofstream(file, std::ios::binary) << changed;
    CHECK(check(evidence.key, workshop.path("www")).exit_code != 0);
    std::ofstream(file, std::ios::binary) << bytes;
  }
}

TEST_CASE(
    "objects have the digests that the log names by sha256sum, and are canonical by another's "
    "rules",
    "[outside]") {
  const Evidence evidence;
  const fs::path objects = fs::path(evidence.workshop.path("www")) / "api/v1/objects";
  std::size_t checked = 0;
  std::vector<std::string> texts;  // objects that are revisions; the others are captures
  for (const auto& entry : fs::directory_iterator(objects)) {
    if (++checked > 20) break;
    std::string start(10, '\0');
    std::ifstream(entry.path(), std::ios::binary).read(start.data(), 10);
    if (start == "{\"blocks\":") texts.push_back(entry.path().string());
    const Finished sum = run({"/usr/bin/env", "sha256sum", entry.path().string()});
    REQUIRE(sum.exit_code == 0);
    CHECK(sum.out.substr(0, 64) == entry.path().filename().string());
  }
  CHECK(checked > 20);
  REQUIRE_FALSE(texts.empty());
  // `canonicalize` of npm, as an RFC 8785 that is not ours.
  const std::string package = HEXAPLA_SOURCE_DIR "/tests/outside/node_modules/canonicalize";
  if (!has("node") || !fs::exists(package)) {
    WARN("skipped: node and the npm package canonicalize (tools/setup-outside) are not here");
    return;
  }
  const std::string script = "const c=require('" + package +
                             "');const f=require('fs');for(const a of process.argv.slice(1)){const "
                             "b=f.readFileSync(a,'utf8');if((c.default||c)(JSON.parse(b))!==b){"
                             "console.log(a);process.exit(1)}}";
  const std::string entry = nlohmann::json::parse(
      evidence.workshop.hexapla({"log", "prove", "--event", "1", "--json"}).out)["entry"];
  texts.push_back(evidence.workshop.file("entry.json", entry));
  std::vector<std::string> words{"/usr/bin/env", "node", "-e", script};
  words.insert(words.end(), texts.begin(), texts.end());
  const Finished canonical = run(words);
  INFO(canonical.out << canonical.err);
  CHECK(canonical.exit_code == 0);
}

TEST_CASE("proofs are checked by the command without an archive, and forged ones refused",
          "[tools][outside]") {
  const Evidence evidence;
  const Workshop& workshop = evidence.workshop;
  const auto check = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"log", "check-proof"});
    words.insert(words.end(), {"--archive", workshop.path("nowhere")});
    return workshop.hexapla(words);
  };
  const Finished good = check({workshop.path("proof"), "--key", evidence.key});
  INFO(good.err);
  CHECK(good.exit_code == 0);
  CHECK(good.out.find("ferry/ar@1") != std::string::npos);
  CHECK(check({workshop.path("proof")}).exit_code == 1);  // who signed was not asked
  CHECK(check({workshop.path("growth"), "--since", workshop.path("old"), "--key", evidence.key})
            .exit_code == 0);
  CHECK(check({workshop.path("growth"), "--key", evidence.key}).exit_code == 2);

  const std::string digest =
      nlohmann::json::parse(workshop.hexapla({"show", "ferry/ar@1", "--json"}).out)["digest"];
  CHECK(check({workshop.path("proof"), "--key", evidence.key, "--object",
               workshop.path("www/api/v1/objects/" + digest)})
            .exit_code == 0);
  CHECK(check({workshop.path("proof"), "--key", evidence.key, "--object", workshop.path("old")})
            .exit_code == 4);

  // Of another tree.
  const Workshop other;
  const std::string other_proof = other.path("proof");
  CHECK(other.hexapla({"log", "prove", "--event", "0", "-o", other_proof}).exit_code == 0);
  const Finished foreign = check({other_proof, "--key", evidence.key});
  CHECK(foreign.exit_code == 4);
  CHECK(check({workshop.path("growth"), "--since", workshop.path("www/checkpoint"), "--key",
               evidence.key})
            .exit_code == 4);
  for (const char* bytes :
       {"", "c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v1\nindex 1\n\n", "\xFF\xFE"}) {
    CHECK(check({workshop.file("bad", bytes), "--key", evidence.key}).exit_code == 4);
  }
  CHECK(check({workshop.path("proof"), "--key", "nonsense"}).exit_code == 2);
}

TEST_CASE("verify compares with a checkpoint that was kept elsewhere", "[tools]") {
  const Evidence evidence;
  const Workshop& workshop = evidence.workshop;
  const Finished good = workshop.hexapla({"verify", "--against", workshop.path("old")});
  INFO(good.out << good.err);
  CHECK(good.exit_code == 0);
  CHECK(good.err.find("only added to since it had 2 events") != std::string::npos);
  const Workshop other;
  CHECK(other.hexapla({"verify", "--against", workshop.path("old")}).exit_code == 4);
  std::string forged = read_file(workshop.path("old"));
  forged[forged.find('\n') + 1] = '1';
  CHECK(workshop.hexapla({"verify", "--against", workshop.file("forged", forged)}).exit_code == 4);
}

}  // namespace hexapla
