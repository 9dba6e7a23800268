#include <fmt/format.h>

#include "tools/cli/command.h"
#include "tools/describing/staleness_text.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

struct StaleOptions {
  std::string what;
  bool has_difference = false;
};

void say_one(const Reading& reading, const Staleness& stale, const StaleOptions& options,
             Context& context) {
  if (context.options.json) {
    context.out().line(staleness_json(reading, stale).dump());
    return;
  }
  const Style style(context.out().is_terminal());
  context.out().line(style.bold(stale.version.text()) + "  " + staleness_line(reading, stale));
  if (options.has_difference) context.out().write(staleness_difference(reading, stale, style));
}

std::size_t list_everything(const Reading& reading, const StaleOptions& options, Context& context) {
  constexpr std::size_t kPage = 500;
  std::size_t found = 0;
  std::string cursor;
  do {
    const auto page = reading.articles({}, cursor, kPage);
    if (!page) break;
    for (const ArticleSummary& article : page->articles) {
      for (const Staleness& stale : stale_versions(reading, article.id)) {
        say_one(reading, stale, options, context);
        ++found;
      }
    }
    cursor = page->next_cursor;
  } while (!cursor.empty());
  return found;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<StaleOptions>();
  app.add_option("WHAT", options->what, "An article, or one revision; else everything");
  app.add_flag("-d,--difference", options->has_difference,
               "Show the old and new words of the original, and what the version has for them");
  return [options, &context] {
    const Reading reading = context.archive_to_read().read();
    std::size_t found = 0;
    if (options->what.empty()) {
      found = list_everything(reading, *options, context);
    } else if (options->what.find('/') == std::string::npos && ArticleId::parse(options->what) &&
               reading.article(*ArticleId::parse(options->what))) {
      for (const Staleness& stale : stale_versions(reading, *ArticleId::parse(options->what))) {
        say_one(reading, stale, *options, context);
        ++found;
      }
    } else if (const auto stale = staleness_of(reading, reading.resolve(options->what))) {
      say_one(reading, *stale, *options, context);
      ++found;
    }
    if (found == 0) context.say("nothing is stale");
    return found == 0 ? ExitCode::ok : ExitCode::findings;
  };
}

const RegisteredCommand kRegistered(
    {.name = "stale",
     .group = CommandGroup::provenance,
     .order = 2,
     .summary =
         "Say which versions were made from an older text, since when, and in which sentences.",
     .details = "Ends with 1 when something is stale. A version that somebody has accepted as "
                "still right\n"
                "(`hexapla state chegada/es still-right=chegada/pt@2`) is listed again at the next "
                "change.",
     .examples = {{"hexapla stale", "every stale version of the archive"},
                  {"hexapla stale chegada --difference", "what changed, sentence by sentence"},
                  {"hexapla stale chegada/es --json", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
