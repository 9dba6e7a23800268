#include <nlohmann/json.hpp>

#include "tools/cli/command.h"

namespace hexapla {

namespace {

struct InitOptions {
  std::string directory;
  std::string actor = default_actor();
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<InitOptions>();
  app.add_option("DIR", options->directory, "Where; else as --archive says");
  app.add_option("--by", options->actor, "Who makes it")->type_name("NAME");
  return [options, &context] {
    if (!options->directory.empty()) context.options.archive = options->directory;
    const auto directory = context.archive_directory();
    Archive::create(directory, options->actor);
    if (context.options.json) {
      context.out().line(nlohmann::json{{"archive", directory.string()}}.dump());
    } else {
      context.say("made an empty archive in " + directory.string());
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered({.name = "init",
                                     .group = CommandGroup::archive,
                                     .order = 1,
                                     .summary = "Make an empty archive.",
                                     .examples = {{"hexapla init", "in ./archive"},
                                                  {"hexapla init /srv/articles", "elsewhere"}},
                                     .set_up = set_up});

}  // namespace

}  // namespace hexapla
