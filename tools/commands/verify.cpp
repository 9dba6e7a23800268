#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/proving/checkpoint_file.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

// What the checkpoint is worth by itself; a person may know where it was kept.
void check_signature(const CheckpointNote& note, const Reading& reading, const std::string& path,
                     Context& context) {
  const std::optional<NoteVerifier> key = reading.log().key();
  if (!note.note) {
    context.warn("the checkpoint in " + path +
                 " is not signed: it is worth as much as the place where it was kept");
  } else if (!key || !note.is_signed_by(*key)) {
    throw InputError({.file = path}, "is not signed by the key of this log" +
                                         (key ? ", " + key->text() : std::string()));
  }
}

// Under what a checkpoint was signed is said, since a log without a key proves less.
std::string signature_words(const Reading& reading) {
  const LogReading log = reading.log();
  const auto note = CheckpointNote::parse(log.checkpoint());
  if (log.key() && note && note->is_signed_by(*log.key()))
    return "the checkpoint is signed by " + log.key()->text();
  return log.key() ? "the checkpoint is not signed: the key was not there when it was made"
                   : "the checkpoint is not signed: the archive was made without a key";
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto against_file = std::make_shared<std::string>();
  app.add_option("--against", *against_file,
                 "A checkpoint of this archive from another time or place (of a mirror: its "
                 "address): also check that since then it was only added to")
      ->type_name("FILE|URL");
  return [against_file, &context] {
    const Archive& archive = context.archive_to_read();
    std::optional<CheckpointNote> against;
    if (!against_file->empty()) {
      against = read_checkpoint(*against_file);
      check_signature(*against, archive.read(), *against_file, context);
    }
    std::vector<Archive::Problem> problems;
    {
      Progress progress("verifying", !context.options.quiet);
      problems = archive.verify(
          [&](std::string_view step, std::uint64_t done, std::uint64_t total) {
            progress.rename("verifying " + std::string(step));
            progress.show(done, total);
          },
          against ? &against->checkpoint : nullptr);
    }
    for (const Archive::Problem& problem : problems) {
      if (context.options.json) {
        context.out().line(nlohmann::json{{"where", problem.where}, {"what", problem.what}}.dump());
      } else {
        context.out().line(problem.where + ": " + problem.what);
      }
    }
    if (problems.empty()) {
      const Reading reading = archive.read();
      context.say(
          fmt::format("{} events and everything they name: no problems", reading.event_count()));
      context.say(signature_words(reading));
      if (against) {
        context.say(fmt::format("only added to since it had {} events", against->checkpoint.size));
      }
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
     .details = "Every page of the database, every object's digest, every event, the log's tree "
                "against the stored\n"
                "checkpoint and its signature, every reference, and that the derived tables equal "
                "a rebuild.\n"
                "Exit code 1 when there are problems; each is a line (of JSON with --json).",
     .examples = {{"hexapla verify", "say nothing but that all is well"},
                  {"hexapla verify --against last-year.checkpoint", "was history changed since?"},
                  {"hexapla verify --against https://mirror.example", "is this what a mirror has?"},
                  {"hexapla verify --json | jq .where", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
