#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <map>
#include <new>
#include <random>
#include <sstream>

#include "store/archive/archive.h"
#include "store/archive/replay.h"
#include "store/engine/lmdb_engine.h"
#include "store/engine/lmdb_file.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

// One changed byte anywhere in an archive: reading it must not end the process nor hand out what
// was altered, and `verify` must say what is wrong, unless the byte was not in use.

namespace hexapla {
namespace {

using namespace test;

// 0: all of them.
std::size_t wanted_flips() {
  const char* given = std::getenv("HEXAPLA_TAMPER");
  if (given == nullptr) return 2000;
  return std::string_view(given) == "all" ? 0
                                          : static_cast<std::size_t>(std::max(1, std::atoi(given)));
}

void fill(const std::filesystem::path& directory) {
  Archive::create(directory, "archivist");
  const auto archive = Archive::open(directory, {});
  NewRevision original = arabic_original();
  original.capture = Capture{.bytes = "<p>" + std::string(5000, 'x') + "صفحة كما جاءت</p>",
                             .media_type = "text/html",
                             .uri = "https://courier.example/ar",
                             .date = "2026-04-12T18:40:00Z",
                             .file_name = "",
                             .encoding = ""};
  archive->add(original);
  archive->add(thai_machine());
  NewRevision corrected = arabic_original();
  corrected.revision.blocks.back().text += " ولم تُحدَّد الأسعار بعد.";
  archive->add(corrected);
  archive->add(with(
      text_in("zh", {"渡轮恢复夜航", "工程耗资四十一万二千克朗。渡轮每晚往返两次。"}, "crossing"),
      Property::kind, "original"));
  const std::uint64_t stated =
      archive->state(*RevisionAddress::parse("ferry/th@1"),
                     {declared(Property::translator, "สมชาย")}, "archivist");
  archive->retract(stated, 0, "ไม่ใช่", "archivist");
  archive->withdraw(*RevisionAddress::parse("ferry/ar@1"), "يذكر شاهدًا", "المحكمة", "archivist");
  // The last commits leave pages behind that are free: those may change.
  archive->add(
      with(text_in("th", {"เรือกลับมา", "เรือออกตอนกลางคืน"}, "crossing"), Property::kind, "unknown"));
}

// Everything that readers get to see, by what they ask for.
std::map<std::string, std::string> read_all(const std::filesystem::path& directory) {
  const auto archive = Archive::open(directory, {.read_only = true, .aligner = nullptr});
  const Reading reading = archive->read();
  std::map<std::string, std::string> seen;
  seen["checkpoint"] = reading.log().checkpoint();
  for (std::uint64_t number = 0; number < reading.event_count(); ++number) {
    seen["event " + std::to_string(number)] = reading.event_json(number).value_or("");
  }
  const auto page = reading.articles({}, "", 100);
  for (const ArticleSummary& article : page ? page->articles : std::vector<ArticleSummary>{}) {
    seen["article " + article.id.text()] = article.title + article.language + article.updated;
    for (const VariantSummary& variant : reading.variants(article.id)) {
      for (const RevisionRecord& record : reading.revisions(article.id, variant.id)) {
        const std::string address = record.address.text();
        seen["record " + address] = record.digest.hex() + record.time + record.actor;
        for (const RecordedStatement& one : reading.statements(record.address)) {
          seen["statement " + address + " " + std::to_string(one.event)] +=
              one.statement.claim.value + (one.retracted ? "-" : "+");
        }
        if (reading.withdrawal(record.address)) continue;
        // Digests itself: an altered object is never handed out.
        const auto object = reading.object(record.digest);
        seen["object " + address] = object.value_or("");
        if (object && Digest::of(*object) != record.digest)
          seen["an object that is not what its digest says"] = address;
        const auto view = reading.view(record.address);
        std::string& text = seen["text " + address];
        if (view) {
          for (const auto& block : view->blocks()) text += std::string(block.text) + "\n";
        }
      }
    }
  }
  return seen;
}

enum class Found : unsigned char {
  not_tried,
  unused,
  named,
  named_read_differs,
  named_not_read,
  silent,
  altered
};

struct Flip {
  std::size_t offset;
  unsigned char mask;
};

// What is shown is as it was written, or is not shown: that a page is lost may leave out a row, or
// make LMDB go back to the commit before.
bool is_altered(const std::map<std::string, std::string>& before,
                const std::map<std::string, std::string>& seen) {
  if (seen.contains("an object that is not what its digest says")) return true;
  for (const std::string_view what : {"text ", "object ", "event ", "record "}) {
    for (auto one = seen.lower_bound(std::string(what));
         one != seen.end() && one->first.starts_with(what); ++one) {
      const auto was = before.find(one->first);
      if (!one->second.empty() && (was == before.end() || was->second != one->second)) return true;
    }
  }
  return false;
}

Found try_flip(const std::filesystem::path& directory,
               const std::map<std::string, std::string>& before, Materials& materials,
               KeptRebuild& kept, const Checkpoint& checkpoint) {
  enum class Read { same, differs, refused } read = Read::same;
  try {
    const auto seen = read_all(directory);
    if (is_altered(before, seen)) return Found::altered;
    if (seen != before) read = Read::differs;
  } catch (const std::exception&) {
    read = Read::refused;
  }
  bool is_named = false;
  try {
    lmdb::check_every_page(directory / "data.mdb");
    const auto engine = open_lmdb_engine(directory, false, {.read_only = true});
    is_named = !verify_archive(*engine, materials, {}, &checkpoint, &kept).empty();
  } catch (const std::exception&) {
    is_named = true;
  }
  if (!is_named) return read == Read::same ? Found::unused : Found::silent;
  return read == Read::same      ? Found::named
         : read == Read::differs ? Found::named_read_differs
                                 : Found::named_not_read;
}

// A changed length must not make a reader ask for all the memory there is: the process then ends,
// and the flip counts as deadly.
void limit_memory() {
#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // whose own memory is without end
  constexpr rlim_t kBytes = rlim_t{2} << 30;
  const rlimit limit{kBytes, kBytes};
  ::setrlimit(RLIMIT_DATA, &limit);
  std::set_new_handler([] { std::abort(); });
#endif
}

// Tries flips from `first` on in a process of its own, so that one that ends it is told from the
// rest.
std::size_t try_in_child(const std::filesystem::path& directory, const std::vector<Flip>& flips,
                         std::size_t first, const std::string& bytes,
                         const std::map<std::string, std::string>& before, Found* found) {
  const pid_t child = ::fork();
  if (child == 0) {
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT}) std::signal(signal, SIG_DFL);
    limit_memory();
    Materials materials(nullptr);
    KeptRebuild kept;
    // Without it, a byte that makes LMDB fall back to the commit before would go unnoticed: what
    // that left is whole.
    const std::string note = before.at("checkpoint");
    const Checkpoint checkpoint = CheckpointNote::parse(note)->checkpoint;
    std::fstream file(directory / "data.mdb", std::ios::in | std::ios::out | std::ios::binary);
    const auto put = [&](std::size_t offset, char byte) {
      file.seekp(static_cast<std::streamoff>(offset));
      file.put(byte);
      file.flush();
    };
    // The whole archive once, for the rebuild that serves all.
    verify_archive(*open_lmdb_engine(directory, false, {.read_only = true}), materials, {}, nullptr,
                   &kept);
    for (std::size_t i = first; i < flips.size(); ++i) {
      const std::size_t at = flips[i].offset;
      put(at, static_cast<char>(bytes[at] ^ flips[i].mask));
      found[i] = try_flip(directory, before, materials, kept, checkpoint);
      put(at, bytes[at]);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  std::size_t done = first;
  while (done < flips.size() && found[done] != Found::not_tried) ++done;
  return done;
}

// Hidden from the run of all, since it takes long: an entry of its own in ctest, `tamper`, runs it.
TEST_CASE("one changed byte anywhere in an archive is named by verify, or was not in use",
          "[.][tamper]") {
  const char* const given = std::getenv("HEXAPLA_SEED");  // to see once more what a run has found
  const unsigned seed = given == nullptr ? std::random_device()()
                                         : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const TemporaryFolder folder;
  const auto directory = folder / "archive";
  fill(directory);
  std::ostringstream content;
  content << std::ifstream(directory / "data.mdb", std::ios::binary).rdbuf();
  const std::string bytes = content.str();
  const auto before = read_all(directory);
  REQUIRE(before.size() > 20);
  REQUIRE(Archive::open(directory, {.read_only = true, .aligner = nullptr})->verify({}).empty());

  std::vector<Flip> flips;
  const auto mask = [&] { return static_cast<unsigned char>(1U << (random() % 8)); };
  if (const std::size_t wanted = wanted_flips(); wanted == 0) {
    for (std::size_t offset = 0; offset < bytes.size(); ++offset) flips.push_back({offset, mask()});
  } else {
    for (std::size_t i = 0; i < wanted; ++i) {
      std::size_t offset = random() % bytes.size();
      // Most bytes of a small archive are room in pages: every other one is taken where something
      // is.
      while (i % 2 == 0 && bytes[offset] == 0) offset = random() % bytes.size();
      flips.push_back({offset, mask()});
    }
  }
  void* const shared =
      ::mmap(nullptr, flips.size(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  REQUIRE(shared != MAP_FAILED);
  auto* const found = static_cast<Found*>(shared);
  std::vector<std::size_t> deadly;
  for (std::size_t next = 0; next < flips.size();) {
    next = try_in_child(directory, flips, next, bytes, before, found);
    if (next == flips.size()) break;
    deadly.push_back(flips[next].offset);
    std::ofstream(directory / "data.mdb", std::ios::binary) << bytes;
    found[next++] = Found::silent;
  }

  std::map<Found, std::size_t> counts;
  for (std::size_t i = 0; i < flips.size(); ++i) {
    ++counts[found[i]];
    if (found[i] == Found::silent || found[i] == Found::altered) {
      WARN("byte " << flips[i].offset << " of page " << flips[i].offset / 4096 << " (at "
                   << flips[i].offset % 4096 << "), bit mask " << static_cast<int>(flips[i].mask)
                   << (std::count(deadly.begin(), deadly.end(), flips[i].offset)
                           ? ": ends the process"
                           : ": is not named"));
    }
  }
  ::munmap(shared, flips.size());
  WARN(flips.size() << " bytes of " << bytes.size() << " changed, one at a time: "
                    << counts[Found::unused] << " were not in use, verify named "
                    << counts[Found::named] + counts[Found::named_read_differs] +
                           counts[Found::named_not_read]
                    << " (of these reading noticed " << counts[Found::named_not_read]
                    << " by itself, gave something else for " << counts[Found::named_read_differs]
                    << "), " << deadly.size() << " ended the process, seed " << seed);
  CHECK(deadly.empty());
  CHECK(counts[Found::altered] == 0);
  CHECK(counts[Found::silent] == 0);
  CHECK(counts[Found::named] > 0);
}

}  // namespace
}  // namespace hexapla
