#include <nlohmann/json.hpp>

#include "store/archive/entry_proof.h"
#include "store/model/base64.h"
#include "tools/cli/usage_error.h"
#include "tools/proving/checkpoint_file.h"
#include "tools/proving/log_subcommands.h"

namespace hexapla {

namespace {

struct ProveOptions {
  std::string revision, since;
  std::optional<std::uint64_t> event;
};

nlohmann::json hashes_json(const std::vector<Digest>& hashes) {
  auto json = nlohmann::json::array();
  for (const Digest& hash : hashes) json.push_back(to_base64(hash.raw()));
  return json;
}

void prove_one(const Reading& reading, std::uint64_t event, Context& context) {
  const EntryProof proof = prove_entry(reading, event);
  if (context.options.json) {
    context.out().line(nlohmann::json{
        {"index", proof.index},
        {"entry", proof.extra.value_or("")},
        {"hashes", hashes_json(proof.hashes)},
        {"checkpoint",
         proof.checkpoint}}.dump());
  } else {
    context.out().write(proof.text());
  }
}

void prove_growth(const Reading& reading, const std::string& path, Context& context) {
  const CheckpointNote old = read_checkpoint(path);
  const LogReading log = reading.log();
  const std::string stored = log.checkpoint();
  const auto now = CheckpointNote::parse(stored);
  if (!now || now->checkpoint.size > log.size()) {
    throw StoreError(StoreError::Kind::corrupt,
                     "the checkpoint is missing or damaged: run `hexapla verify`");
  }
  const Checkpoint& then = old.checkpoint;
  if (then.origin != log.origin()) {
    throw InputError({.file = path},
                     "is a checkpoint of " + then.origin + ", and this log is " + log.origin());
  }
  if (then.size == 0 || then.size > now->checkpoint.size || log.root(then.size) != then.root) {
    throw InputError(
        {.file = path},
        "cannot be led to the present: this log did not grow out of what it says\n  then: " +
            words_of(then) + "\n  now:  " + words_of(now->checkpoint));
  }
  const GrowthProof proof{then.size, log.consistency(then.size, now->checkpoint.size), stored};
  if (context.options.json) {
    context.out().line(nlohmann::json{
        {"old", proof.old_size}, {"hashes", hashes_json(proof.hashes)}, {"checkpoint", stored}}
                           .dump());
  } else {
    context.out().write(proof.text());
  }
}

}  // namespace

Subcommand add_prove(CLI::App& log, Context& context) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* app = log.add_subcommand(
      "prove", "Prove that a revision, or an event, is in the log (C2SP tlog-proof)");
  app->add_option("REVISION", options->revision, "The revision whose addition is proved");
  app->add_option("--event", options->event, "The event that is proved, by its number")
      ->type_name("N");
  app->add_option("--since", options->since,
                  "Prove instead that the log was only added to since this checkpoint, a file")
      ->type_name("FILE");
  return {app, [options, &context] {
            const int given = (options->revision.empty() ? 0 : 1) + (options->event ? 1 : 0) +
                              (options->since.empty() ? 0 : 1);
            if (given != 1)
              throw UsageError("log prove: give a REVISION, or --event N, or --since CHECKPOINT");
            const Reading reading = context.archive_to_read().read();
            if (!options->since.empty()) {
              prove_growth(reading, options->since, context);
              return ExitCode::ok;
            }
            std::uint64_t event = options->event.value_or(0);
            if (!options->revision.empty()) {
              const auto record = reading.revision(reading.resolve(options->revision));
              if (!record)
                throw StoreError(StoreError::Kind::corrupt,
                                 "the revision's row is missing: run `hexapla verify`");
              event = record->event;
            }
            if (event >= reading.event_count()) {
              throw RefusedError(
                  RefusedError::Reason::unknown_revision,
                  "the log has events 0 to " + std::to_string(reading.event_count() - 1));
            }
            prove_one(reading, event, context);
            return ExitCode::ok;
          }};
}

}  // namespace hexapla
