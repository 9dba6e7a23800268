#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/proving/log_subcommands.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

struct LogOptions {
  std::string article;
  std::uint64_t from = 0, limit = 0;
};

bool speaks_of(const Reading& reading, const Event& event, const ArticleId& article) {
  if (const auto* added = std::get_if<RevisionAdded>(&event.what))
    return added->address.article == article;
  if (const auto* stated = std::get_if<StatementsAdded>(&event.what))
    return stated->address.article == article;
  if (const auto* retracted = std::get_if<StatementRetracted>(&event.what)) {
    if (const auto subject = reading.event(retracted->event)) {
      if (!std::holds_alternative<StatementRetracted>(subject->what))
        return speaks_of(reading, *subject, article);
    }
  }
  if (const auto* withdrawn = std::get_if<TextWithdrawn>(&event.what))
    return withdrawn->address.article == article;
  if (const auto* realigned = std::get_if<ArticlesRealigned>(&event.what))
    return std::find(realigned->articles.begin(), realigned->articles.end(), article) !=
           realigned->articles.end();
  return false;  // it is of the whole archive
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
  if (const auto* withdrawn = std::get_if<TextWithdrawn>(&event.what)) {
    return fmt::format("{}  {}: {}", withdrawn->address.text(), withdrawn->authority,
                       withdrawn->reason);
  }
  if (const auto* lexicon = std::get_if<LexiconLearnt>(&event.what)) {
    return fmt::format("{} {}  before event {}  {}", lexicon->source, lexicon->target,
                       lexicon->learnt_before, lexicon->digest.hex().substr(0, 12));
  }
  if (const auto* realigned = std::get_if<ArticlesRealigned>(&event.what)) {
    std::string text;
    for (const ArticleId& article : realigned->articles)
      text += (text.empty() ? "" : " ") + article.text();
    return text;
  }
  return {};
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<LogOptions>();
  app.add_option("ARTICLE", options->article, "Only what happened to this article");
  app.add_option("--from", options->from, "The first event's number")->type_name("N");
  app.add_option("-n,--limit", options->limit, "At most so many events")->type_name("N");
  const std::vector<Subcommand> others = {add_checkpoint(app, context), add_prove(app, context),
                                          add_check_proof(app, context),
                                          add_log_export(app, context)};
  for (const Subcommand& other : others)
    other.app->fallthrough();  // to the options of every command
  return [options, others, &context] {
    for (const Subcommand& other : others) {
      if (!other.app->parsed()) continue;
      if (!options->article.empty()) {
        throw UsageError("`" + options->article +
                         "` is one argument too many; see `hexapla log --help`");
      }
      return other.action();
    }
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
      if (article && !speaks_of(reading, *event, *article)) continue;
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
     .summary = "List what happened; prove it to others.",
     .details = "With --json each event is printed as the log keeps it, with its number. The log "
                "is a Merkle tree (RFC 6962);\n"
                "its checkpoint, tiles and proofs are those of C2SP tlog-tiles, so that other "
                "programs can check them.",
     .examples = {{"hexapla log", "everything"},
                  {"hexapla log chegada", "what happened to one article"},
                  {"hexapla log --json --from 1000", "for other programs, from event 1000 on"},
                  {"hexapla log checkpoint -o today.checkpoint",
                   "keep it elsewhere: `hexapla verify --against` it later"},
                  {"hexapla log prove chegada/pt@1 -o chegada.tlog-proof",
                   "evidence that this text was logged, in a file"},
                  {"hexapla log check-proof chegada.tlog-proof --key KEY",
                   "what anybody does with it; no archive is needed"},
                  {"hexapla log export /srv/www/log", "static files for any web server"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
