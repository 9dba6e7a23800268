#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "tools/mirroring/mirror.h"
#include "tools/proving/checkpoint_file.h"
#include "tools/terminal/progress.h"
#include "translate/align/align.h"

namespace hexapla {

namespace {

struct MirrorCommand {
  std::string url, key;
  double timeout_seconds = 30;
  std::uint64_t max_object_mib = 256;
};

// The archive that this one follows already.
std::string followed(Context& context) {
  const Reading reading = context.archive_to_read().read();
  std::string url = reading.log().follows();
  if (url.empty())
    throw UsageError("this archive follows no other: give the URL of the one to follow");
  return url;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<MirrorCommand>();
  app.add_option(
      "URL", options->url,
      "The archive to follow, as `hexapla serve` or static files; else the one followed before");
  app.add_option("--key", options->key,
                 "The public key that its log must have; else the one it names at the first time "
                 "is believed")
      ->type_name("KEY");
  app.add_option("--timeout", options->timeout_seconds,
                 "Seconds for each answer to come, and one more for every 32 KiB (30)")
      ->type_name("SECONDS");
  app.add_option("--max-object", options->max_object_mib,
                 "The largest text or capture that is taken, in MiB (256)")
      ->type_name("MIB");
  return [options, &context] {
    MirrorOptions mirroring;
    mirroring.max_object_bytes = static_cast<std::size_t>(options->max_object_mib) << 20;
    if (!options->key.empty() && !(mirroring.key = NoteVerifier::parse(options->key))) {
      throw UsageError("--key: \"" + options->key +
                       "\" is none: NAME+ID+KEY is, as `hexapla log checkpoint` names it");
    }
    if (!(options->timeout_seconds >= 0.1 && options->timeout_seconds <= 86'400)) {
      throw UsageError("--timeout: 0.1 to 86400 seconds");
    }
    if (options->max_object_mib < 1 || options->max_object_mib > 1024)
      throw UsageError("--max-object: 1 to 1024 MiB");
    const int wait_ms = static_cast<int>(options->timeout_seconds * 1000);
    Peer::Limits limits;
    limits.connect_ms = limits.grace_ms = wait_ms;
    std::optional<Peer> peer;
    try {
      peer.emplace(options->url.empty() ? followed(context) : options->url, limits);
    } catch (const std::invalid_argument& error) {
      throw UsageError(error.what());
    }
    RemoteLog remote(*peer);
    Progress progress("mirroring", !context.options.quiet);
    const Mirrored result =
        mirror(remote, context.archive_directory(), make_aligner(), mirroring,
               [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
    progress.clear();
    if (context.options.json) {
      context.out().line(nlohmann::json{
          {"taken", result.taken},
          {"size", result.there.size},
          {"origin", result.there.origin},
          {"signed", result.is_signed},
          {"behind",
           result.is_behind}}.dump());
    } else {
      context.say(fmt::format("{} new entries; there: {}", result.taken, words_of(result.there)));
    }
    if (result.is_behind)
      context.warn(
          "the other archive is behind this one: it has fewer entries, all of them the same");
    if (!result.is_signed) context.warn("that log has no key: nobody vouches for its checkpoint");
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "mirror",
     .group = CommandGroup::exchange,
     .order = 3,
     .summary = "Follow another archive over HTTP, verifying everything.",
     .details = "Makes the archive at the first time, an exact copy of the other's log; then takes "
                "what is new. Signature, history,\n"
                "every entry and every text are verified before anything is kept; interrupted "
                "anywhere, the next run goes on.\n"
                "A log that was changed rather than added to is refused, with both checkpoints "
                "(exit code 4). Withdrawals are\n"
                "followed. Nothing can be added to a mirror but by this command.",
     .examples = {{"hexapla --archive copy mirror http://archive.example:8080 --key KEY",
                   "the first time"},
                  {"hexapla --archive copy mirror", "again: what is new"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
