#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

Command::Action set_up(CLI::App&, Context& context) {
  return [&context] {
    const Archive& archive = context.archive_to_read();
    std::vector<Archive::Problem> problems;
    {
      Progress progress("verifying", !context.options.quiet);
      problems =
          archive.verify([&](std::string_view step, std::uint64_t done, std::uint64_t total) {
            progress.rename("verifying " + std::string(step));
            progress.show(done, total);
          });
    }
    for (const Archive::Problem& problem : problems) {
      if (context.options.json) {
        context.out().line(nlohmann::json{{"where", problem.where}, {"what", problem.what}}.dump());
      } else {
        context.out().line(problem.where + ": " + problem.what);
      }
    }
    if (problems.empty()) {
      context.say(fmt::format("{} events and everything they name: no problems",
                              archive.read().event_count()));
      return ExitCode::ok;
    }
    context.warn(fmt::format("{} problems in {}", problems.size(), archive.directory().string()));
    return ExitCode::findings;
  };
}

const RegisteredCommand kRegistered(
    {.name = "verify",
     .group = CommandGroup::archive,
     .order = 3,
     .summary = "Recompute everything from the log and name what is wrong.",
     .details = "Every object's digest, every event, every reference, and that the derived tables "
                "equal a rebuild.\n"
                "Exit code 1 when there are problems; each is a line (of JSON with --json).",
     .examples = {{"hexapla verify", "say nothing but that all is well"},
                  {"hexapla verify --json | jq .where", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
