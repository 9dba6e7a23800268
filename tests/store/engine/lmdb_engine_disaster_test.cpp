#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "store/engine/big_endian.h"
#include "store/engine/lmdb_engine.h"
#include "store/engine/lmdb_file.h"
#include "tests/catch.h"
#include "tests/store/engine/child.h"
#include "tests/store/engine/thrown.h"
#include "tests/temporary_folder.h"

// Full disks, killed processes, many processes at once.
namespace hexapla {
namespace {

using engine_test::Child;
using engine_test::store_error;
using test::TemporaryFolder;
using Kind = StoreError::Kind;

std::string text_of(std::uint64_t number) {
  std::mt19937_64 random(number);
  std::string text = "خبر " + std::to_string(number) + ": ";
  while (text.size() < 3000) text += static_cast<char>(random());
  return text;
}

// Event n, its object and the count: whoever sees one of them sees all.
Batch batch_of(std::uint64_t number) {
  const std::string text = text_of(number);
  const Digest digest = Digest::of(text);
  return {.require = {{Table::events, big_endian(number), std::nullopt}},
          .objects = {{digest, text}},
          .put = {{Table::events, big_endian(number), std::string(digest.raw())},
                  {Table::digests, std::string(digest.raw()), big_endian(number)},
                  {Table::meta, "count", big_endian(number + 1)}}};
}

std::uint64_t held_count(const Snapshot& snapshot) {
  const auto value = snapshot.get(Table::meta, "count");
  return value ? read_big_endian(*value).value() : 0;
}

// What is wrong with a snapshot of batches 0, 1, 2, …; nothing when it is whole.
std::string fault(const Snapshot& snapshot, bool objects_too) {
  const std::uint64_t count = held_count(snapshot);
  std::uint64_t seen = 0;
  std::string problem;
  snapshot.scan(Table::events, "", [&](std::string_view key, std::string_view value) {
    if (read_big_endian(key) != seen) problem = "an event is missing";
    if (snapshot.get(Table::digests, value) != key) problem = "an index entry is missing";
    const auto digest = Digest::from_raw(value);
    if (!digest) problem = "an event is damaged";
    if (objects_too && digest && snapshot.object(*digest) != text_of(seen))
      problem = "an object is missing";
    ++seen;
    return problem.empty();
  });
  if (problem.empty() && seen != count) problem = "events and their count differ";
  if (problem.empty() && snapshot.count(Table::digests) != count)
    problem = "index entries and their count differ";
  return problem;
}

// Fills the disk, then looks whether the store goes on. For a process of its own.
std::string fill_up(const std::filesystem::path& directory,
                    const std::function<void()>& make_space) {
  const auto engine = open_lmdb_engine(directory, true);
  // One batch that is larger than the disk fails in the middle of a write of many pages, which LMDB
  // reports as EIO.
  Batch large;
  for (std::uint64_t i = 0; i < 800; ++i)
    large.put.push_back({Table::views, big_endian(i), text_of(i)});
  auto thrown = store_error([&] { engine->commit(large); });
  if (thrown.kind != Kind::full) return "large batch: " + thrown.message;
  if (engine->snapshot()->count(Table::views) != 0) return "a part of the large batch was kept";

  std::uint64_t number = 0;
  thrown = store_error([&] {
    for (; number < 5000; ++number) {
      if (engine->commit(batch_of(number)) != CommitOutcome::ok) return;
    }
  });
  if (thrown.kind != Kind::full)
    return "not full after " + std::to_string(number) + ": " + thrown.message;
  if (number < 5) return "full too soon";
  if (!thrown.says(directory.string()) || !thrown.says("nothing of it was written"))
    return thrown.message;
  if (held_count(*engine->snapshot()) != number) return "the failed batch was kept";
  if (std::string problem = fault(*engine->snapshot(), true); !problem.empty()) return problem;
  make_space();
  for (std::uint64_t end = number + 20; number < end; ++number) {
    if (engine->commit(batch_of(number)) != CommitOutcome::ok) return "cannot go on";
  }
  lmdb::check_every_page(directory / "data.mdb");
  return fault(*engine->snapshot(), true);
}

TEST_CASE(
    "a full disk is reported, keeps nothing of the batch, and the store goes on when there is "
    "space again",
    "[engine][disaster]") {
  const TemporaryFolder folder;
  Child child([&]() -> std::string {
    if (unshare(getuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0) return "skip";
    mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=1m") != 0) return "skip";
    return fill_up(folder / "archive",
                   [&] { mount("tmpfs", folder.path().c_str(), "tmpfs", MS_REMOUNT, "size=4m"); });
  });
  const std::string report = child.report();
  if (report == "skip") {
    WARN(
        "skipped: a small file system cannot be mounted here; the limit on a file's size stands in "
        "for it");
    return;
  }
  CHECK(report == "");
}

TEST_CASE("a limit on the size of files is reported like a full disk", "[engine][disaster]") {
  const TemporaryFolder folder;
  Child child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{1 << 20, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
    return fill_up(folder / "archive", [&] {
      limit.rlim_cur = RLIM_INFINITY;
      setrlimit(RLIMIT_FSIZE, &limit);
    });
  });
  CHECK(child.report() == "");
}

TEST_CASE("a limit on address space makes the map smaller, and full in the end",
          "[engine][disaster]") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("skipped: sanitizers need address space without limit");
#else
  const TemporaryFolder folder;
  Child child([&]() -> std::string {
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const std::uint64_t most =
        pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) + (std::uint64_t{128} << 20);
    const rlimit limit{most, most};
    setrlimit(RLIMIT_AS, &limit);
    const auto engine = open_lmdb_engine(folder.path(), true, {.lock_wait_ms = 100});
    if (engine->commit(batch_of(0)) != CommitOutcome::ok) return "cannot write";
    std::optional<Kind> kind;
    for (std::uint64_t i = 0; i < 40 && !kind; ++i) {
      const Batch more{.put = {{Table::views, big_endian(i), std::string(5 << 20, 'x')}}};
      kind = store_error([&] { engine->commit(more); }).kind;
    }
    if (kind != Kind::full) return "never full";
    if (engine->commit(batch_of(1)) != CommitOutcome::ok) return "cannot go on";
    return fault(*engine->snapshot(), true);
  });
  CHECK(child.report() == "");
#endif
}

TEST_CASE(
    "a process killed while it commits leaves whole commits, and all that it had acknowledged",
    "[engine][disaster]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const TemporaryFolder folder;
  const auto survivor = open_lmdb_engine(folder.path(), true, {.map_bytes = 1 << 18});
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    std::array<int, 2> acknowledgements{};
    REQUIRE(pipe(acknowledgements.data()) == 0);
    std::uint64_t acknowledged = held_count(*survivor->snapshot());
    {
      const Child child([&] {
        const auto engine = open_lmdb_engine(folder.path(), false, {.map_bytes = 1 << 18});
        for (std::uint64_t number = held_count(*engine->snapshot());; ++number) {
          if (engine->commit(batch_of(number)) != CommitOutcome::ok) return std::string("conflict");
          [[maybe_unused]] const ssize_t written =
              write(acknowledgements[1], &number, sizeof number);
        }
      });
      close(acknowledgements[1]);
      std::this_thread::sleep_for(std::chrono::microseconds(3000 + random() % 40'000));
    }  // killed
    for (std::uint64_t number = 0;
         read(acknowledgements[0], &number, sizeof number) == sizeof number;) {
      acknowledged = number + 1;
    }
    close(acknowledgements[0]);
    CHECK(held_count(*survivor->snapshot()) >= acknowledged);
    REQUIRE(fault(*survivor->snapshot(), round == 11) == "");
    // Whoever was left can write at once: the dead one's locks are gone. A commit that was written
    // and not yet acknowledged may show only now.
    std::uint64_t next = held_count(*survivor->snapshot());
    if (survivor->commit(batch_of(next)) == CommitOutcome::conflict) {
      REQUIRE(held_count(*survivor->snapshot()) == ++next);
      REQUIRE(survivor->commit(batch_of(next)) == CommitOutcome::ok);
    }
  }
  CHECK_NOTHROW(lmdb::check_every_page(folder / "data.mdb"));
}

TEST_CASE("processes that write and read at once see whole commits, each once",
          "[engine][disaster]") {
  const TemporaryFolder folder;
  const LmdbOptions options{.map_bytes = 1 << 17};
  const auto engine = open_lmdb_engine(folder.path(), true, options);
  const auto write_some = [&](int commits) -> std::string {
    const auto mine = open_lmdb_engine(folder.path(), false, options);
    while (commits > 0) {
      const std::uint64_t next = held_count(*mine->snapshot());
      if (mine->commit(batch_of(next)) == CommitOutcome::ok)
        --commits;  // else the other was faster
    }
    return {};
  };
  const auto read_some = [&]() -> std::string {
    const auto mine =
        open_lmdb_engine(folder.path(), false, {.read_only = true, .map_bytes = 1 << 17});
    std::uint64_t before = 0;
    for (int i = 0; i < 200 && before < 160; ++i) {
      const auto snapshot = mine->snapshot();
      if (std::string problem = fault(*snapshot, false); !problem.empty()) return problem;
      if (held_count(*snapshot) < before) return "a later snapshot is older";
      before = held_count(*snapshot);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return {};
  };
  Child first_writer([&] { return write_some(60); });
  Child second_writer([&] { return write_some(60); });
  Child first_reader(read_some);
  Child second_reader(read_some);
  CHECK(write_some(40) == "");
  CHECK(first_writer.report() == "");
  CHECK(second_writer.report() == "");
  CHECK(first_reader.report() == "");
  CHECK(second_reader.report() == "");
  CHECK(held_count(*engine->snapshot()) == 160);
  CHECK(fault(*engine->snapshot(), true) == "");
}

TEST_CASE("threads that write and read at once see whole commits, each once",
          "[engine][disaster]") {
  const TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true, {.map_bytes = 1 << 17});
  std::atomic<int> commits = 120;
  std::atomic<bool> whole = true;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        while (commits > 0) {
          const std::uint64_t next = held_count(*engine->snapshot());
          if (engine->commit(batch_of(next)) == CommitOutcome::ok) --commits;
        }
      });
      threads.emplace_back([&] {
        while (commits > 0) {
          if (!fault(*engine->snapshot(), false).empty()) whole = false;
        }
      });
    }
  }
  CHECK(whole);
  CHECK(held_count(*engine->snapshot()) >= 120);
  CHECK(fault(*engine->snapshot(), true) == "");
}

}  // namespace
}  // namespace hexapla
