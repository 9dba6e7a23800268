#include <nlohmann/json.hpp>

#include "store/log/note.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct InitOptions {
  std::string directory;
  NewLog log;
  bool no_key = false;
  std::string actor = default_actor();
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<InitOptions>();
  app.add_option("DIR", options->directory, "Where; else as --archive says");
  app.add_option("--by", options->actor, "Who makes it")->type_name("NAME");
  app.add_option("--origin", options->log.origin,
                 "The log's name, unique in the world: where it will be served, without https:// "
                 "(else this "
                 "machine's name and a number)")
      ->type_name("NAME");
  app.add_flag("--no-key", options->no_key, "Make no key: checkpoints are not signed");
  return [options, &context] {
    if (!options->directory.empty()) context.options.archive = options->directory;
    const auto directory = context.archive_directory();
    if (!options->log.origin.empty() && !is_note_name(options->log.origin))
      throw UsageError("--origin: \"" + options->log.origin +
                       "\" cannot name a log: no spaces and no plus sign");
    options->log.has_key = !options->no_key;
    Archive::create(directory, options->actor, options->log);
    const Reading reading = context.archive_to_read().read();
    const LogReading log = reading.log();
    if (context.options.json) {
      nlohmann::json json{{"archive", directory.string()}, {"origin", log.origin()}};
      if (log.key()) json["key"] = log.key()->text();
      context.out().line(json.dump());
    } else {
      context.say("made an empty archive in " + directory.string());
      context.say(log.key()
                      ? "its log is signed with " + (directory / "log.key").string() +
                            "; others check it with " + log.key()->text()
                      : "its log " + log.origin() + " has no key: checkpoints are not signed");
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "init",
     .group = CommandGroup::archive,
     .order = 1,
     .summary = "Make an empty archive.",
     .details = "The key that signs the log's checkpoints is a file beside the database, readable "
                "by you alone. Keep it out of backups that others\n"
                "can read: whoever has it can sign in the archive's name. Moved away, "
                "checkpoints are no longer signed.",
     .examples = {{"hexapla init", "in ./archive"},
                  {"hexapla init /srv/articles --origin archive.example/articles",
                   "elsewhere, with a log named for where it will be served"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
