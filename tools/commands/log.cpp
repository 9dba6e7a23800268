#include <fmt/format.h>

#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

struct LogOptions {
  std::string article;
  std::uint64_t from = 0, limit = 0;
};

// The article an event speaks of; nothing for events of the whole archive.
std::optional<ArticleId> article_of(const Reading& reading, const Event& event) {
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) return added->address.article;
  if (const auto* stated = std::get_if<StatementsAdded>(&event.what))
    return stated->address.article;
  if (const auto* retracted = std::get_if<StatementRetracted>(&event.what)) {
    if (const auto subject = reading.event(retracted->event)) {
      if (!std::holds_alternative<StatementRetracted>(subject->what))
        return article_of(reading, *subject);
    }
  }
  return std::nullopt;
}

std::string summary_of(const Event& event) {
  if (const auto* added = std::get_if<RevisionAdded>(&event.what)) {
    return added->address.text() + "  " + added->digest.hex().substr(0, 12);
  }
  if (const auto* stated = std::get_if<StatementsAdded>(&event.what)) {
    std::string text = stated->address.text();
    for (const Statement& statement : stated->statements) {
      text += fmt::format("  {}={}", name(statement.claim.property), statement.claim.value);
    }
    return text;
  }
  if (const auto* retracted = std::get_if<StatementRetracted>(&event.what)) {
    return fmt::format("statement {}.{}{}", retracted->event, retracted->index,
                       retracted->reason.empty() ? "" : ": " + retracted->reason);
  }
  return {};
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<LogOptions>();
  app.add_option("ARTICLE", options->article, "Only what happened to this article");
  app.add_option("--from", options->from, "The first event's number")->type_name("N");
  app.add_option("-n,--limit", options->limit, "At most so many events")->type_name("N");
  return [options, &context] {
    const Reading reading = context.archive_to_read().read();
    std::optional<ArticleId> article;
    if (!options->article.empty()) article = reading.resolve(options->article).article;
    const Style style(context.out().is_terminal());
    std::uint64_t listed = 0;
    for (std::uint64_t number = options->from; number < reading.event_count(); ++number) {
      if (options->limit > 0 && listed == options->limit) break;
      const auto event = reading.event(number);
      const auto json = reading.event_json(number);
      if (!event || !json)
        throw StoreError(StoreError::Kind::corrupt, fmt::format("event {} is missing", number));
      if (article && article_of(reading, *event) != article) continue;
      ++listed;
      if (context.options.json) {
        context.out().line(
            fmt::format("{{\"number\":{},{}", number, std::string_view(*json).substr(1)));
      } else {
        context.out().line(fmt::format("{:>6}  {}  {:<20}  {}  {}", number, style.dim(event->time),
                                       name_of(*event),
                                       isolated(without_controls(event->actor), false),
                                       isolated(without_controls(summary_of(*event)), false)));
      }
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "log",
     .group = CommandGroup::provenance,
     .order = 2,
     .summary = "List what happened, oldest first.",
     .details = "With --json each event is printed as the log keeps it, with its number.",
     .examples = {{"hexapla log", "everything"},
                  {"hexapla log chegada", "what happened to one article"},
                  {"hexapla log --json --from 1000", "for other programs, from event 1000 on"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
