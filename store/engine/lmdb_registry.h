#pragma once

#include <filesystem>
#include <functional>
#include <memory>

namespace hexapla::lmdb {

class Env;

// The environments that this process has open, by their data files' identity: opening one twice
// would lose the lock on its readers' table when either is closed (POSIX record locks belong to
// processes).
class Registry {
 public:
  static Registry& instance();

  // The environment of `data_file` if it is open here already, else what `make` makes. Waits for
  // one that is being closed.
  std::shared_ptr<Env> open(const std::filesystem::path& data_file,
                            const std::function<std::unique_ptr<Env>()>& make);

 private:
  Registry();
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace hexapla::lmdb
