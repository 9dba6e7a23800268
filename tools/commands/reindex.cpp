#include <fmt/format.h>

#include "tools/cli/command.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

Command::Action set_up(CLI::App&, Context& context) {
  return [&context] {
    Archive& archive = context.archive_to_write();
    std::uint64_t events = 0;
    {
      Progress progress("reindexing", !context.options.quiet);
      archive.reindex([&](std::uint64_t done, std::uint64_t total) {
        events = total;
        progress.show(done, total);
      });
    }
    if (context.options.json) context.out().line(fmt::format("{{\"events\":{}}}", events));
    context.say(fmt::format("rebuilt the derived tables from {} events", events));
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "reindex",
     .group = CommandGroup::archive,
     .order = 4,
     .summary = "Rebuild the derived tables from the log.",
     .details = "Needed after an upgrade of ICU or of the aligner, and after `verify` found a "
                "derived table wrong.\n"
                "One transaction: interrupted, everything is as before.",
     .examples = {{"hexapla reindex", "nothing is lost, and nothing new is recorded"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
