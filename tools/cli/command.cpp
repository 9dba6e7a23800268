#include "tools/cli/command.h"

#include <algorithm>
#include <tuple>

namespace hexapla {

namespace {

// Within a function, so that it is there before the first registration, whichever file that is in.
std::vector<Command>& registry() {
  static std::vector<Command> all;
  return all;
}

}  // namespace

RegisteredCommand::RegisteredCommand(Command command) {
  auto& all = registry();
  const auto key = [](const Command& one) { return std::tie(one.group, one.order, one.name); };
  const auto place =
      std::upper_bound(all.begin(), all.end(), command,
                       [&](const Command& a, const Command& b) { return key(a) < key(b); });
  all.insert(place, std::move(command));
}

const std::vector<Command>& commands() { return registry(); }

}  // namespace hexapla
