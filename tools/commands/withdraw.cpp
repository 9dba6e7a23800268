#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct WithdrawOptions {
  std::string revision, reason, authority;
  std::string actor = default_actor();
  bool dry_run = false;
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<WithdrawOptions>();
  app.add_option("REVISION", options->revision,
                 "article/variant@3, or a digest; every revision with this text is meant")
      ->required();
  app.add_option("--reason", options->reason, "Why; everybody who asks for it reads this")
      ->type_name("TEXT")
      ->required();
  app.add_option("--authority", options->authority,
                 "Who demands it: a court, the author, the editors")
      ->type_name("TEXT")
      ->required();
  app.add_option("--by", options->actor,
                 "Who carries it out (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  app.add_flag("--dry-run", options->dry_run, "Say which revisions are meant, write nothing");
  return [options, &context] {
    Archive& archive = options->dry_run ? context.archive_to_read() : context.archive_to_write();
    const bool is_exact = options->revision.find('@') != std::string::npos ||
                          options->revision.find('/') == std::string::npos;
    const RevisionAddress address = archive.read().resolve(options->revision);
    if (!is_exact || options->revision == address.article.text()) {
      throw UsageError("\"" + options->revision + "\": name the exact revision to withdraw, " +
                       address.text());
    }
    std::vector<RevisionAddress> meant;
    {
      const Reading reading = archive.read();
      const auto record = reading.revision(address);
      for (const RevisionAddress& one : reading.addresses_of(record->digest)) {
        if (!reading.withdrawal(one)) meant.push_back(one);
      }
    }
    std::optional<std::uint64_t> event;
    if (!options->dry_run)
      event = archive.withdraw(address, options->reason, options->authority, options->actor);
    if (context.options.json) {
      nlohmann::json json{{"outcome", event ? "withdrawn" : "checked"},
                          {"revisions", nlohmann::json::array()}};
      for (const RevisionAddress& one : meant) json["revisions"].push_back(one.text());
      if (event) json["event"] = *event;
      if (event) json["left-in-free-pages"] = true;
      context.out().line(json.dump());
    } else {
      for (const RevisionAddress& one : meant) {
        context.out().line(event ? fmt::format("withdrawn  {}  event {}", one.text(), *event)
                                 : "would be withdrawn  " + one.text());
      }
    }
    if (event) {
      context.say(
          "bytes of it are left in unused parts of the database file: `hexapla compact` "
          "writes the file anew without them");
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "withdraw",
     .group = CommandGroup::provenance,
     .order = 5,
     .summary = "Remove a text for good, and say why.",
     .details =
         "The text goes, and its capture unless another revision uses it. The log keeps "
         "that it was there, its\n"
         "digest, and the reason, which is what its page and the API answer from then on "
         "(410). The log still\n"
         "verifies, and all other revisions stand. Adding the text again is refused, unless "
         "--allow-withdrawn is given.\n"
         "Bytes of it stay in unused parts of the database file until `hexapla compact` writes "
         "the file anew.",
     .examples = {{"hexapla withdraw chegada/es@2 --reason 'names a witness' --authority 'Tribunal "
                   "da Comarca, 12/26'",
                   "an exact revision"},
                  {"hexapla withdraw chegada/es@2 --reason … --authority … --dry-run",
                   "which revisions have this very text?"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
