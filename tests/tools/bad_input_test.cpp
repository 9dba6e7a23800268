#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "tests/catch.h"
#include "tests/tools/run_command.h"

// What is refused: the message names the place, the exit code is the documented one, and nothing
// was written.

namespace hexapla {
namespace {

using test::Finished;
using test::Workshop;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Runs a command that must be refused with `exit_code` and words that hold all of `parts`.
void check_refused(const Workshop& workshop, const std::vector<std::string>& words, int exit_code,
                   const std::vector<std::string>& parts, const std::string& input = {}) {
  const std::uint64_t before = workshop.events();
  const Finished finished = workshop.hexapla(words, input);
  CAPTURE(words, finished.out, finished.err);
  CHECK(finished.exit_code == exit_code);
  for (const std::string& part : parts) CHECK(contains(finished.err, part));
  CHECK(workshop.events() == before);
}

constexpr const char* kPersian = "# پل تازه\n\nپل تازه روز شنبه باز شد و مردم از آن گذشتند.\n";
constexpr const char* kHebrew = "# הגשר החדש\n\nהגשר החדש נפתח בשבת, ואנשים עברו עליו.\n";

// With a Persian original, `pol/fa@1`.
class PersianWorkshop : public Workshop {
 public:
  PersianWorkshop() {
    const Finished added = hexapla({"add", file("pol.md", kPersian), "--article", "pol", "--lang",
                                    "fa", "--kind", "original"});
    if (added.exit_code != 0) throw std::runtime_error(added.err);
  }
};

}  // namespace

TEST_CASE("a language tag that is none is refused by its place", "[tools][bad-input]") {
  const Workshop workshop;
  const std::string file =
      workshop.file("fa.md", std::string("---\nlanguage: xx-Nowhere\n---\n") + kPersian);
  check_refused(workshop, {"add", file}, 4, {"fa.md", "line 2", "xx-Nowhere"});
  check_refused(workshop, {"add", workshop.file("b.md", kPersian), "--lang", "farsi!"}, 2,
                {"--lang", "farsi!"});
}

TEST_CASE("a text without words is refused", "[tools][bad-input]") {
  const Workshop workshop;
  for (const char* text : {"", " \n\t\n", "\xEF\xBB\xBF", "\u3000\n\n\u00A0"}) {
    check_refused(workshop, {"add", workshop.file("empty.txt", text), "--lang", "ja"}, 4,
                  {"empty.txt", "no text"});
  }
}

TEST_CASE("an article of 50 MB is refused, with what is taken", "[tools][bad-input]") {
  const Workshop workshop;
  std::string text = "Довгий текст\n\n";
  while (text.size() < 50'000'000) text += "Пором вийшов уночі зі старого порту, і всі спали.\n\n";
  check_refused(workshop, {"add", workshop.file("long.txt", text), "--lang", "uk"}, 4,
                {"long.txt", "bytes"});
}

TEST_CASE("a title that gives no article id asks for one", "[tools][bad-input]") {
  const Workshop workshop;
  const std::string file = workshop.file("marks.txt", "\u0301\u0302\u0327\n\n\u0301\u0302\n");
  check_refused(workshop, {"add", file, "--lang", "fr", "--format", "text"}, 4, {"--article"});
}

TEST_CASE("bytes that are no text are refused by their offset", "[tools][bad-input]") {
  const Workshop workshop;
  const std::string thai = "สะพานใหม่\n\n";
  check_refused(workshop,
                {"add", workshop.file("th.txt", thai + "เปิด\xE0\xB8 แล้ว\n"), "--lang", "th",
                 "--encoding", "UTF-8"},
                4, {"th.txt", "byte"});
  check_refused(workshop, {"import", "-"}, 4, {"line 1"},
                "{\"language\":\"th\",\"article\":\"a\",\"text\":\"\xE0\xB8\"}\n");
}

TEST_CASE("a wrong type in line 7 is named by line and field, and the other lines are added",
          "[tools][bad-input]") {
  const Workshop workshop;
  std::string lines;
  for (int i = 1; i <= 9; ++i) {
    nlohmann::json line{{"article", "t" + std::to_string(i)},
                        {"language", "zh-Hans"},
                        {"kind", "original"},
                        {"text", "新桥开放了。"}};
    if (i == 7) line["text"] = 12;
    lines += line.dump() + "\n";
  }
  const std::uint64_t before = workshop.events();
  const Finished finished = workshop.hexapla({"import", "--json", "-"}, lines);
  CAPTURE(finished.out, finished.err);
  CHECK(finished.exit_code == 4);
  CHECK(contains(finished.err, "line 7"));
  CHECK(contains(finished.err, "/text"));
  const auto answers = test::json_lines(finished.out);
  REQUIRE(answers.size() == 9);
  CHECK(answers[6]["line"] == 7);
  CHECK(answers[6]["outcome"] == "refused");
  CHECK(answers[6]["field"] == "/text");
  CHECK(answers[6]["exit-code"] == 4);
  CHECK(workshop.events() == before + 8);
}

TEST_CASE("a line that is no JSON is refused alone", "[tools][bad-input]") {
  const Workshop workshop;
  const std::string good =
      "{\"article\":\"a\",\"language\":\"ar\",\"text\":\"فُتح الجسر الجديد.\"}\n";
  const Finished finished =
      workshop.hexapla({"import", "--json", "-"}, "{\"article\":\n[]\n\n\"نص\"\n" + good);
  CHECK(finished.exit_code == 4);
  const auto answers = test::json_lines(finished.out);
  REQUIRE(answers.size() == 4);
  CHECK(answers[0]["outcome"] == "refused");
  CHECK(answers[1]["outcome"] == "refused");
  CHECK(answers[2]["line"] == 4);  // blank lines count
  CHECK(answers[3]["outcome"] == "added");
}

TEST_CASE("a version of an article that is not there is refused as not found",
          "[tools][bad-input]") {
  const Workshop workshop;
  const std::string file = workshop.file("he.md", kHebrew);
  check_refused(workshop,
                {"add", file, "--article", "nowhere", "--lang", "he", "--kind", "machine"}, 3,
                {"nowhere"});
  check_refused(workshop, {"show", "nowhere"}, 3, {"nowhere"});
}

TEST_CASE("an origin that is not there is refused as not found, with what is near",
          "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const std::string file = workshop.file("he.md", kHebrew);
  check_refused(
      workshop,
      {"add", file, "--article", "pol", "--lang", "he", "--kind", "machine", "--from", "pol/fa@9"},
      3, {"pol/fa@9", "1"});
  check_refused(workshop, {"add", file, "--article", "pol", "--lang", "he", "--from", "pool/fa"}, 3,
                {"pool", "pol"});
}

TEST_CASE("a text that would be derived from itself is refused", "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const std::string hebrew = workshop.file("he.md", kHebrew);
  REQUIRE(workshop
              .hexapla({"add", hebrew, "--article", "pol", "--lang", "he", "--kind", "machine",
                        "--from", "pol/fa@1"})
              .exit_code == 0);
  check_refused(workshop, {"state", "pol/fa@1", "derived-from=pol/he@1"}, 4, {"itself"});
}

TEST_CASE("a file that cannot be read is named", "[tools][bad-input]") {
  const Workshop workshop;
  check_refused(workshop, {"add", workshop.path("absent.md")}, 3, {"absent.md"});
  check_refused(workshop, {"add", workshop.path("")}, 5, {"directory"});
  check_refused(workshop, {"import", workshop.path("absent.ndjson")}, 3, {"absent.ndjson"});
  check_refused(workshop, {"verify", "--against", workshop.path("absent")}, 3, {"absent"});
  check_refused(workshop, {"verify", "--against", workshop.path("")}, 5, {"directory"});
  check_refused(workshop, {"verify", "--against", "http://127.0.0.1:1"}, 5,
                {"http://127.0.0.1:1/checkpoint"});
  check_refused(workshop, {"verify", "--against", "http://"}, 4, {"http://HOST[:PORT]"});
}

TEST_CASE("where there is no archive, that is said with what to do", "[tools][bad-input]") {
  const Workshop workshop;
  const Finished finished = workshop.hexapla({"ls", "--archive", workshop.path("elsewhere")});
  CHECK(finished.exit_code == 5);
  CHECK(contains(finished.err, "hexapla init"));
  const Finished compacted = workshop.hexapla({"compact", "--archive", workshop.path("elsewhere")});
  CHECK(compacted.exit_code == 5);
  CHECK(contains(compacted.err, "hexapla init"));
  CHECK_FALSE(contains(finished.out, "{"));
  const Finished again = workshop.hexapla({"init"});
  CHECK(again.exit_code == 5);
  CHECK(contains(again.err, "already"));
}

TEST_CASE("a page without text is refused, and a file is named once", "[tools][bad-input]") {
  const Workshop workshop;
  check_refused(workshop, {"extract", workshop.file("menu.html", "<body></body>")}, 4,
                {"menu.html: there is no text"});
  const Finished absent = workshop.hexapla({"extract", workshop.path("absent.html")});
  CHECK(absent.exit_code == 3);
  CHECK(absent.err.find("absent.html") == absent.err.rfind("absent.html"));
}

TEST_CASE("a record that is cut off has its place said once", "[tools][bad-input]") {
  const Workshop workshop;
  const Finished finished =
      workshop.hexapla({"import", workshop.file("cut.warc", "WARC/1.0\r\nWARC-Type: resp")});
  CHECK(finished.exit_code == 4);
  CHECK(finished.err.find("byte 0") != std::string::npos);
  CHECK(finished.err.find("byte 0") == finished.err.rfind("byte 0"));
}

TEST_CASE("a name that is not there has only such near it as look alike", "[tools][bad-input]") {
  const PersianWorkshop workshop;
  check_refused(workshop, {"show", "poll"}, 3, {"near it: pol"});
  const Finished far = workshop.hexapla({"show", "nope"});
  CHECK(far.exit_code == 3);
  CHECK_FALSE(contains(far.err, "near it"));
}

TEST_CASE("a count below nothing is an error of usage in every command", "[tools][bad-input]") {
  const Workshop workshop;
  using Words = std::vector<std::string>;
  for (const Words& words :
       {Words{"log", "--from", "-1"}, Words{"log", "-n", "-1"}, Words{"ls", "-n", "-1"},
        Words{"search", "渡船", "-n", "-5"}, Words{"search", "渡船", "--per-version", "-1"},
        Words{"memory", "渡船", "-n", "-1"}, Words{"memory", "渡船", "--least", "-5"},
        Words{"memory", "渡船", "--least", "101"}, Words{"compare", "ferry", "--width", "-1"},
        Words{"init", "elsewhere", "--origin", "a b"}}) {
    CAPTURE(words[0], words.back());
    const Finished refused = workshop.hexapla(words);
    CHECK(refused.exit_code == 2);
    CHECK(refused.err.find("--") != std::string::npos);
  }
}

TEST_CASE("a value that its option cannot take is an error of usage, said in few words",
          "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const std::string text = workshop.file("b.txt", kPersian);
  const std::vector<std::pair<std::vector<std::string>, const char*>> wrong = {
      {{"state", "pol/fa", "kind=شعر"}, "\"kind=شعر\""},
      {{"state", "pol/fa", "translator="}, "is empty"},
      {{"state", "pol/fa", "kind=human", "--by", ""}, "--by"},
      {{"omissions", text, text, "--least", "-2"}, "less than nothing"},
      {{"omissions", text, text, "--least", "nan"}, "no number"},
      {{"omissions", text, text, "--least", "1.2.3"}, "no number"},
      {{"ls", "--limit", "۳"}, "no whole number"},
      {{"ls", "--limit", "0x10"}, "no whole number"},
      {{"ls", "--limit", "99999999999999999999"}, "too large"},
      {{"ls", "--names=yes"}, "`--names` takes no value"},
      {{"--json=yes", "ls"}, "`--json` takes no value"},
      {{"serve", "--port", "70000"}, "no port"},
      {{"show", "--blocs"}, "did you mean `--blocks`"},
      {{"shwo", "--blocks"}, "did you mean `show`"},
      {{"add", text, "--captured", "دیروز"}, "--captured"},
      {{"add", text, "--encoding", "latin-99"}, "--encoding"},
      {{"add", text, "--engine", "\x1b[31m"}, "--engine"},
      {{"add", text, "--editor", "\xff"}, "--editor"},
      {{"extract", text, "--encoding", "latin-99"}, "--encoding"}};
  for (const auto& [words, said] : wrong) {
    CAPTURE(words);
    const Finished finished = workshop.hexapla(words);
    CHECK(finished.exit_code == 2);
    CHECK(finished.out.empty());
    CHECK(finished.err.find(said) != std::string::npos);
    CHECK(finished.err.size() < 250);
  }
  CHECK(workshop.hexapla({"omissions", text, text, "--least", ".5"}).exit_code == 0);
  // Words that are looked for are no such values.
  CHECK(workshop.hexapla({"memory", "پل\nشهر"}).exit_code == 0);
}

TEST_CASE("a limit on the size of files is told like a full disk", "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const Finished finished =
      test::run({"/bin/sh", "-c", "ulimit -f 1; exec \"$@\"", "sh", test::command_path(), "export",
                 "-o", workshop.path("all.ndjson"), "--archive", workshop.archive()});
  CAPTURE(finished.err);
  CHECK(finished.exit_code == 5);
  CHECK(contains(finished.err, "File too large"));
}

TEST_CASE("one bad file of several does not stop the others", "[tools][bad-input]") {
  const Workshop workshop;
  const std::string good = workshop.file("fa.md", kPersian), bad = workshop.file("bad.md", ""),
                    other = workshop.file("he.md", kHebrew);
  const Finished finished =
      workshop.hexapla({"add", "--json", "--lang", "fa", good, bad, workshop.path(""), other});
  CHECK(finished.exit_code == 4);
  auto answers = test::json_lines(finished.out);
  REQUIRE(answers.size() == 4);
  CHECK(answers[2]["exit-code"] == 5);  // a directory; that is no reason to stop
  answers.erase(answers.begin() + 2);
  CHECK(answers[0]["outcome"] == "added");
  CHECK(answers[1]["outcome"] == "refused");
  CHECK(answers[2]["outcome"] == "added");
}

TEST_CASE("an archive that may not be written refuses to be, and can still be read",
          "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const std::string file = workshop.file("he.md", kHebrew);
  const bool is_root = ::geteuid() == 0;
  if (is_root) {
    // Modes do not bind root; a read-only mount of the folder over itself does.
    if (::mount(workshop.archive().c_str(), workshop.archive().c_str(), nullptr, MS_BIND,
                nullptr) != 0) {
      WARN("skipped: root, and a bind mount is refused: " << std::strerror(errno));
      return;
    }
    if (::mount(nullptr, workshop.archive().c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY,
                nullptr) != 0) {
      ::umount(workshop.archive().c_str());
      WARN("skipped: root, and a read-only mount is refused: " << std::strerror(errno));
      return;
    }
  } else {
    ::chmod(workshop.archive().c_str(), 0500);
    for (const char* name : {"/data.mdb", "/lock.mdb", "/writer.lock"})
      ::chmod((workshop.archive() + name).c_str(), 0400);
  }
  const Finished refused =
      workshop.hexapla({"add", file, "--article", "pol", "--lang", "he", "--from", "unknown"});
  const Finished read = workshop.hexapla({"show", "pol"});
  if (is_root) {
    ::umount(workshop.archive().c_str());
  } else {
    ::chmod(workshop.archive().c_str(), 0700);
    for (const char* name : {"/data.mdb", "/lock.mdb", "/writer.lock"})
      ::chmod((workshop.archive() + name).c_str(), 0600);
  }
  CAPTURE(refused.out, refused.err, read.err);
  CHECK(refused.exit_code == 5);
  CHECK(contains(refused.err, workshop.archive()));
  CHECK(read.exit_code == 0);
  CHECK(contains(read.out, "پل تازه"));
}

TEST_CASE("two writers at once both succeed, in turns", "[tools][bad-input]") {
  const Workshop workshop;
  std::vector<std::string> lines(2);
  for (int writer = 0; writer < 2; ++writer) {
    for (int i = 0; i < 40; ++i) {
      const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i);
      lines[static_cast<std::size_t>(writer)] += "{\"article\":\"" + id +
                                                 "\",\"language\":\"uk\",\"text\":\"Міст " + id +
                                                 " відкрили.\"}\n";
    }
  }
  const std::string first = workshop.file("first.ndjson", lines[0]),
                    second = workshop.file("second.ndjson", lines[1]);
  const std::string command = "'" + test::command_path() + "' import --json '" + first + "' & '" +
                              test::command_path() + "' import --json '" + second +
                              "'; status=$?; wait $! && exit $status";
  const Finished both = test::run({"/bin/sh", "-c", command},
                                  {.environment = {"HEXAPLA_ARCHIVE=" + workshop.archive()}});
  CAPTURE(both.out, both.err);
  CHECK(both.exit_code == 0);
  CHECK(test::json_lines(both.out).size() == 80);
  CHECK(workshop.events() == 81);
  CHECK(workshop.hexapla({"verify"}).exit_code == 0);
}

TEST_CASE("a full disk is reported, keeps what was acknowledged, and damages nothing",
          "[tools][bad-input]") {
  const Workshop workshop;
  const std::string disk = workshop.path("disk");
  ::mkdir(disk.c_str(), 0700);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=3m") != 0) {
    WARN("skipped: a small tmpfs cannot be mounted here: " << std::strerror(errno));
    return;
  }
  const std::string archive = disk + "/archive";
  std::string lines;
  std::uint64_t noise = 88172645463325252ULL;
  for (int i = 0; i < 3000; ++i) {
    std::string text = "渡し船";
    for (int k = 0; k < 200; ++k) {
      noise ^= noise << 13, noise ^= noise >> 7, noise ^= noise << 17;
      text += std::to_string(noise) + "便。";
    }
    lines += "{\"article\":\"f" + std::to_string(i) + "\",\"language\":\"ja\",\"text\":\"" + text +
             "\"}\n";
  }
  const Finished made = workshop.hexapla({"init", archive});
  const Finished filled = workshop.hexapla({"import", "--archive", archive, "--json", "-"}, lines);
  const Finished verified = workshop.hexapla({"verify", "--archive", archive});
  const Finished listed = workshop.hexapla({"ls", "--archive", archive, "--json"});
  ::umount(disk.c_str());
  CAPTURE(made.err, filled.err, verified.out, verified.err);
  REQUIRE(made.exit_code == 0);
  CHECK(filled.exit_code == 5);
  CHECK(contains(filled.err, "space"));
  CHECK(verified.exit_code == 0);
  std::size_t added = 0;
  for (const auto& answer : test::json_lines(filled.out))
    added += answer["outcome"] == "added" ? 1 : 0;
  CHECK(added > 0);
  // A shorter text behind the one that did not fit may have found room before the load ended.
  CHECK(test::json_lines(listed.out).size() >= added);
}

TEST_CASE("output to a disk that is full is an error, and leaves no half file",
          "[tools][bad-input]") {
  const PersianWorkshop workshop;
  const Finished full = workshop.hexapla({"export", "-o", "/dev/full"});
  CHECK(full.exit_code == 5);
  CHECK(contains(full.err, "/dev/full"));
  const Finished absent =
      workshop.hexapla({"export", "-o", workshop.path("no/such/folder/all.ndjson")});
  CHECK(absent.exit_code == 5);
}

}  // namespace hexapla
