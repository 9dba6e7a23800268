#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/model/statement_number.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

namespace {

struct RetractOptions {
  std::string statement, reason;
  std::string actor = default_actor();
};

StatementNumber parse_number(const std::string& text) {
  if (const auto number = StatementNumber::parse(text)) return *number;
  throw UsageError(
      "\"" + text +
      "\": a statement is written EVENT.INDEX, as `hexapla provenance` shows it (12.0)");
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<RetractOptions>();
  app.add_option("EVENT.INDEX", options->statement,
                 "The statement, as `hexapla provenance` shows it")
      ->required();
  app.add_option("--reason", options->reason, "Why")->type_name("TEXT");
  app.add_option("--by", options->actor,
                 "Who takes it back (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] {
    const StatementNumber number = parse_number(options->statement);
    const std::uint64_t event = context.archive_to_write().retract(number.event, number.index,
                                                                   options->reason, options->actor);
    if (context.options.json) {
      context.out().line(nlohmann::json{{"event", event}}.dump());
    } else {
      context.out().line(fmt::format("retracted  {}  event {}", number.text(), event));
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "retract",
     .group = CommandGroup::provenance,
     .order = 4,
     .summary = "Take a claim back; the log keeps both.",
     .examples = {{"hexapla retract 12.0 --reason 'was another translator'",
                   "the first claim of event 12"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
