#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "translate/check/check_version.h"

namespace hexapla {

namespace {

struct DismissOptions {
  std::string revision, key, reason;
  std::string actor = default_actor();
};

ExitCode dismiss(const DismissOptions& options, Context& context) {
  Archive& archive = context.archive_to_write();
  const Reading reading = archive.read();
  const RevisionAddress address = reading.resolve(options.revision);
  const auto version = check_version(reading, address);
  const CheckedFinding* found = nullptr;
  if (version) {
    for (const CheckedFinding& one : version->findings) {
      if (one.finding.key == options.key) found = &one;
    }
  }
  if (found == nullptr) {
    throw RefusedError(RefusedError::Reason::unknown_revision,
                       address.text() + " has no finding with the key " + options.key +
                           "; `hexapla check --all " + address.text() + "` lists them");
  }
  auto statement = statement_dismissing(reading, address, found->finding, options.reason);
  statement->asserted_by = options.actor;
  const std::uint64_t event = archive.state(address, {*std::move(statement)}, options.actor);
  if (context.options.json) {
    context.out().line(
        nlohmann::json{{"address", address.text()}, {"key", options.key}, {"event", event}}.dump());
  } else {
    context.out().line(
        fmt::format("dismissed  {}  {}  event {}", address.text(), options.key, event));
  }
  return ExitCode::ok;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<DismissOptions>();
  app.add_option("REVISION", options->revision, "The version that was checked: article/variant")
      ->required();
  app.add_option("KEY", options->key, "Of the finding, as `hexapla check` shows it")->required();
  app.add_option("--reason", options->reason, "Why it is none")->type_name("TEXT");
  app.add_option("--by", options->actor, "Who says so (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] { return dismiss(*options, context); };
}

const RegisteredCommand kRegistered(
    {.name = "dismiss",
     .group = CommandGroup::provenance,
     .order = 5,
     .summary = "Say that a finding of `check` is none.",
     .details =
         "Recorded as a statement, with who and when; `hexapla retract` takes it back. It holds "
         "for later revisions\ntoo, as long as the two sentences stay as they are.",
     .examples = {{"hexapla dismiss chegada/es 3f09c1d2a4b5e677 --reason 'a round figure'",
                   "the finding with this key"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
