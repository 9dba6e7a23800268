#include "store/engine/lmdb_registry.h"

#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "store/engine/lmdb.h"

namespace hexapla::lmdb {
namespace {

// An open file's inode is not given to another: this identifies it for as long as the environment
// lives.
using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identify(const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return std::nullopt;
  return Identity(status.st_dev, status.st_ino);
}

}  // namespace

struct Registry::State {
  std::mutex mutex;
  std::condition_variable closed;
  std::map<Identity, std::weak_ptr<Env>> open;
  pid_t process = getpid();

  // What a forked child inherits is its parent's.
  void forget_parent() {
    if (process == getpid()) return;
    open.clear();
    process = getpid();
  }
};

Registry::Registry() : state_(std::make_shared<State>()) {}

Registry& Registry::instance() {
  static Registry registry;
  return registry;
}

std::shared_ptr<Env> Registry::open(const std::filesystem::path& data_file,
                                    const std::function<std::unique_ptr<Env>()>& make) {
  std::unique_lock lock(state_->mutex);
  state_->forget_parent();
  for (;;) {
    const auto identity = identify(data_file);
    const auto entry = identity ? state_->open.find(*identity) : state_->open.end();
    if (entry == state_->open.end()) break;
    if (auto env = entry->second.lock()) return env;
    state_->closed.wait(lock);
  }
  std::unique_ptr<Env> made = make();
  const auto identity = identify(data_file);
  if (!identity) return made;  // deleted already: nobody can open it a second time
  // The entry outlives the environment by the time it takes to close.
  std::shared_ptr<Env> env(made.release(),
                           [state = state_, identity, process = getpid()](Env* closing) {
                             delete closing;
                             const std::lock_guard guard(state->mutex);
                             if (state->process == process && process == getpid())
                               state->open.erase(*identity);
                             state->closed.notify_all();
                           });
  state_->open.insert_or_assign(*identity, env);
  return env;
}

}  // namespace hexapla::lmdb
