#include "store/engine/writer_lock.h"

#include <chrono>
#include <thread>

#include "tests/catch.h"
#include "tests/store/engine/child.h"
#include "tests/store/engine/thrown.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using engine_test::Child;
using engine_test::Flag;
using engine_test::store_error;
using test::TemporaryFolder;
using Clock = std::chrono::steady_clock;

TEST_CASE(
    "behind a process that was stopped while it writes, the lock is refused in time and names it",
    "[engine][lock]") {
  const TemporaryFolder folder;
  const Flag locked;
  Child child([&] {
    WriterLock lock(folder.path());
    lock.lock(1000);
    locked.raise();
    pause();
    return std::string();
  });
  locked.wait();
  child.signal(SIGSTOP);

  WriterLock lock(folder.path());
  const auto start = Clock::now();
  const auto thrown = store_error([&] { lock.lock(150); });
  const auto waited = Clock::now() - start;
  CHECK(thrown.kind == StoreError::Kind::busy);
  CHECK(thrown.message == "another process (pid " + std::to_string(child.pid()) +
                              ") is writing to " + folder.path().string() +
                              "; waited 150 ms; nothing was written");
  CHECK(waited >= std::chrono::milliseconds(150));
  CHECK(waited < std::chrono::seconds(5));

  child.signal(SIGKILL);
  lock.lock(2000);  // the kernel gives it back
  lock.unlock();
  child.report();
}

TEST_CASE("a process that waits gets its turn from one that writes without pause",
          "[engine][lock]") {
  const TemporaryFolder folder;
  const Flag writing;
  Child child([&] {
    WriterLock lock(folder.path());
    lock.lock(1000);
    writing.raise();
    for (;;) {
      lock.unlock();
      lock.lock(5000);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return std::string();
  });
  writing.wait();
  WriterLock lock(folder.path());
  for (int turn = 0; turn < 10; ++turn) {
    lock.lock(900);
    lock.unlock();
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
  }
}

TEST_CASE("a process that was stopped while it waits holds up nobody", "[engine][lock]") {
  const TemporaryFolder folder;
  WriterLock lock(folder.path());
  lock.lock(100);
  Child child([&] {
    WriterLock waiting(folder.path());
    waiting.lock(60'000);
    return std::string();
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  child.signal(SIGSTOP);
  WriterLock third(folder.path());
  lock.unlock();
  third.lock(1000);
  third.unlock();
}

TEST_CASE("a lock that cannot be made says where", "[engine][lock]") {
  const TemporaryFolder folder;
  const auto thrown = store_error([&] { WriterLock lock(folder / "absent"); });
  CHECK(thrown.kind == StoreError::Kind::io);
  CHECK(thrown.says((folder / "absent" / "writer.lock").string()));
}

}  // namespace
}  // namespace hexapla
