#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "store/model/digest.h"
#include "store/model/sha512.h"
#include "tests/catch.h"
#include "tests/tools/run_command.h"

// What `export` wrote as a bag or as OCFL objects, brought back by the real command.

namespace hexapla {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Finished;
using test::json_lines;
using test::Workshop;

// An archive with every kind of event that belongs to an article, a withdrawal among them.
struct Source {
  Workshop workshop;
  Source() {
    const std::string page = workshop.file(
        "ar.html",
        "<!doctype html><html lang=ar><h1>عودة العبّارة الليلية</h1><p>بلغت كلفة العمل "
        "٤١٢٬٠٠٠ كرونة هذا العام.</p></html>");
    done({"add", page, "--article", "ferry", "--lang", "ar", "--kind", "original", "--uri",
          "http://news.example/ferry"});
    done({"add", workshop.file("th.md", "# เรือข้ามฟากกลับมา\n\nงานนี้ใช้เงิน 412,000 โครน\n"),
          "--article", "ferry", "--lang", "th", "--variant", "th~desk", "--kind", "machine",
          "--from", "ferry/ar@1"});
    done({"add", workshop.file("zh.md", "# 夜间渡轮回来了\n\n证人名叫李娜。\n"), "--article",
          "ferry", "--lang", "zh"});
    done({"add", workshop.file("he.md", "# הגאות\n\nהמים עולים לאט.\n"), "--article", "tide",
          "--lang", "he"});
    done({"state", "ferry/th~desk@1", "translator=สมชาย"});
    done({"retract", std::to_string(workshop.events() - 1) + ".0", "--reason", "ไม่ใช่"});
    done({"withdraw", "ferry/zh@1", "--reason", "证人", "--authority", "法院"});
  }
  void done(const std::vector<std::string>& words) const {
    const Finished finished = workshop.hexapla(words);
    if (finished.exit_code != 0) throw std::runtime_error(finished.err);
  }
  std::string exported(const std::string& format) const {
    const std::string folder = workshop.path("as." + format);  // a file of records as WARC
    done({"export", "--format", format, "-o", folder});
    return folder;
  }
};

// All that an import keeps of an archive: its export without ids, times and actors of events, and
// without those that belong to no article.
std::vector<json> kept(const Workshop& workshop) {
  std::vector<json> all;
  for (json line : json_lines(workshop.hexapla({"export"}).out)) {
    for (const char* part : {"archive-event", "withdrawn"}) {
      if (!line.contains(part)) continue;
      for (const char* own : {"id", "time", "actor"}) line[part].erase(own);
    }
    if (line["number"] != 0) all.push_back(std::move(line));
  }
  return all;
}

fs::path file_under(const fs::path& folder, const std::string& ending) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().generic_string().ends_with(ending)) return entry.path();
  }
  throw std::runtime_error("no " + ending);
}

void append_to(const fs::path& file, const char* bytes) {
  std::ofstream(file, std::ios::app | std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE(
    "a bag, an OCFL storage root and a web archive give what the NDJSON of the same archive gives",
    "[tools][packages]") {
  const Source source;
  // What the same archive's NDJSON gives, which carries everything that an import keeps.
  const Workshop by_lines;
  REQUIRE(by_lines.hexapla({"import", "-"}, source.workshop.hexapla({"export"}).out).exit_code ==
          0);
  const std::vector<json> expected = kept(by_lines);
  REQUIRE(expected.size() == 7);
  for (const char* format : {"bagit", "ocfl", "warc"}) {
    INFO(format);
    const std::string folder = source.exported(format);
    const Workshop copy;
    const Finished rehearsed = copy.hexapla({"import", folder, "--dry-run"});
    CHECK(rehearsed.exit_code == 0);
    CHECK(copy.events() == 1);
    const Finished imported = copy.hexapla({"import", "--json", folder});
    CAPTURE(imported.out, imported.err);
    REQUIRE(imported.exit_code == 0);
    CHECK(kept(copy) == expected);
    CHECK(copy.hexapla({"verify"}).exit_code == 0);
    CHECK(copy.hexapla({"show", "ferry/zh@1"}).exit_code == 3);
    // Again: nothing is new.
    const std::uint64_t events = copy.events();
    for (const json& answer : json_lines(copy.hexapla({"import", "--json", folder}).out))
      CHECK((answer["outcome"] == "unchanged" || answer["outcome"] == "ignored"));
    CHECK(copy.events() == events);
  }
}

TEST_CASE("a bad file of a package is named by its path, and the rest is taken",
          "[tools][packages]") {
  const Source source;
  for (const char* format : {"bagit", "ocfl"}) {
    INFO(format);
    const std::string folder = source.exported(format);
    append_to(file_under(folder, "th_desk/0001/revision.json"), " ");
    if (std::string(format) == "bagit") {
      std::ofstream(fs::path(folder) / "data" / "ferry" / "more.txt") << "more";
    } else {
      append_to(file_under(folder, "tide/inventory.json"), "\n");
    }
    const Workshop copy;
    const Finished imported = copy.hexapla({"import", "--json", folder});
    CAPTURE(imported.out, imported.err);
    CHECK(imported.exit_code == 4);
    CHECK(imported.err.find("th_desk/0001/revision.json") != std::string::npos);
    CHECK(imported.err.find(std::string(format) == "bagit" ? "more.txt" : "tide/inventory.json") !=
          std::string::npos);
    CHECK(copy.hexapla({"show", "ferry/ar@1"}).exit_code == 0);
    CHECK(copy.hexapla({"show", "ferry/th~desk@1"}).exit_code == 3);
    // Of a damaged inventory nothing is taken; a file that nobody vouches for hinders nobody.
    CHECK(copy.hexapla({"show", "tide/he@1"}).exit_code ==
          (std::string(format) == "bagit" ? 0 : 3));
    CHECK(copy.hexapla({"verify"}).exit_code == 0);
  }
}

TEST_CASE("a package that leads out of its folder, or is none, is refused", "[tools][packages]") {
  const Source source;
  const Workshop copy;
  const Finished none = copy.hexapla({"import", source.workshop.archive()});
  CHECK(none.exit_code == 4);
  CHECK(none.err.find("bagit.txt") != std::string::npos);

  const std::string secret = source.workshop.file("secret.json", "{}");
  const std::string bag = source.exported("bagit");
  for (const char* manifest : {"manifest-sha512.txt", "manifest-sha256.txt"})
    append_to(fs::path(bag) / manifest, "00  data/../../secret.json\n");
  const Finished outside = copy.hexapla({"import", bag});
  CHECK(outside.exit_code == 4);
  CHECK(outside.err.find("manifest-sha512.txt") != std::string::npos);
  CHECK(copy.events() == 1);
}

TEST_CASE("a bag that breaks a rule of its standard is refused, or the file is named",
          "[tools][packages]") {
  const Source source;
  const std::string whole = source.exported("bagit");
  const std::string secret = source.workshop.file("secret.txt", "سرّ");
  const auto imported = [&](const char* name, const std::function<void(const fs::path&)>& spoil,
                            int taken) {
    INFO(name);
    const fs::path bag = source.workshop.path(name);
    fs::copy(whole, bag, fs::copy_options::recursive);
    spoil(bag);
    // What the tag manifest says of the manifests is not what is asked here.
    for (const char* tags : {"tagmanifest-sha512.txt", "tagmanifest-sha256.txt"})
      fs::remove(bag / tags);
    const Workshop copy;
    const Finished finished = copy.hexapla({"import", bag.string()});
    CAPTURE(finished.err);
    CHECK(finished.exit_code == (taken == 2 ? 0 : 4));
    CHECK((copy.events() > 1) == (taken > 0));
    return finished.err;
  };
  const auto each_manifest = [](const fs::path& bag, const std::string& line) {
    for (const char* manifest : {"manifest-sha512.txt", "manifest-sha256.txt"})
      if (fs::exists(bag / manifest)) append_to(bag / manifest, line.c_str());
  };
  constexpr int kNothing = 0, kTheRest = 1, kAll = 2;
  CHECK(imported(
            "twice", [&](const fs::path& bag) { each_manifest(bag, "00  data/x\n00  data/x\n"); },
            kNothing)
            .find("twice") != std::string::npos);
  CHECK(imported(
            "version",
            [](const fs::path& bag) { std::ofstream(bag / "bagit.txt") << "BagIt-Version: 2.0\n"; },
            kNothing)
            .find("bagit.txt") != std::string::npos);
  CHECK(imported(
            "link",
            [&](const fs::path& bag) {
              fs::create_symlink(secret, bag / "data" / "tide" / "more.txt");
              each_manifest(bag, "00  data/tide/more.txt\n");
            },
            kNothing)
            .find("manifest") != std::string::npos);
  CHECK(imported(
            "tag", [&](const fs::path& bag) { each_manifest(bag, "00  bagit.txt\n"); }, kTheRest)
            .find("none of the payload") != std::string::npos);
  CHECK(imported(
            "unread",
            [&](const fs::path& bag) {
              std::ofstream(bag / "data" / "ملاحظة.txt") << "x";
              each_manifest(bag, "00  data/ملاحظة.txt\n");
            },
            kTheRest)
            .find("ملاحظة.txt") != std::string::npos);
  imported(
      "encoded",
      [&](const fs::path& bag) {
        const std::string bytes = "笔记";
        std::ofstream(bag / "data" / "100%\n.txt") << bytes;
        if (fs::exists(bag / "manifest-sha512.txt"))
          append_to(bag / "manifest-sha512.txt",
                    (sha512_hex(bytes) + "  data/100%25%0A.txt\n").c_str());
        if (fs::exists(bag / "manifest-sha256.txt"))
          append_to(bag / "manifest-sha256.txt",
                    (Digest::of(bytes).hex() + "  data/100%25%0A.txt\n").c_str());
      },
      kAll);
}

}  // namespace hexapla
