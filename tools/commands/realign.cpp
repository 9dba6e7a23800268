#include "translate/align/realign.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/terminal/progress.h"

namespace hexapla {

namespace {

struct RealignOptions {
  bool anew = false;
  bool learns = true;
  std::string actor = default_actor();
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<RealignOptions>();
  app.add_flag("--anew", options->anew,
               "Learn from every text again, not only from those that are new");
  app.add_flag("!--no-learning", options->learns, "Only go on with what was learnt before");
  app.add_option("--by", options->actor,
                 "Who has it done (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] {
    Archive& archive = context.archive_to_write();
    std::vector<LearntLanguages> learnt;
    if (options->learns) {
      Progress progress("learning words", !context.options.quiet);
      learnt = learn_lexicons(
          archive, options->anew, options->actor,
          [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
    }
    std::vector<ArticleId> articles;
    {
      Progress progress("looking for what improved", !context.options.quiet);
      articles = articles_to_realign(
          archive, [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
    }
    {
      Progress progress("realigning", !context.options.quiet);
      realign_articles(
          archive, articles, options->actor,
          [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
    }
    if (context.options.json) {
      auto lexicons = nlohmann::json::array();
      for (const LearntLanguages& pair : learnt)
        lexicons.push_back({{"source", pair.source},
                            {"target", pair.target},
                            {"texts", pair.texts},
                            {"words", pair.words},
                            {"event", pair.event}});
      context.out().line(
          nlohmann::json{{"lexicons", lexicons}, {"realigned", articles.size()}}.dump());
      return ExitCode::ok;
    }
    for (const LearntLanguages& pair : learnt)
      context.out().line(fmt::format("learnt     {} {}  {} words, from {} more texts  event {}",
                                     pair.source, pair.target, pair.words, pair.texts, pair.event));
    context.out().line(fmt::format("realigned  {} articles", articles.size()));
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "realign",
     .group = CommandGroup::archive,
     .order = 5,
     .summary = "Learn words from all that is stored, and align with them what improves.",
     .details =
         "Every pair of an original and a version teaches how words are rendered; versions of "
         "other "
         "articles are aligned\n"
         "better for it. What was learnt is kept with the log's number up to which it saw texts; "
         "later ones are aligned\n"
         "with it as they come. Of each article words are linked, and what a reader should look at is "
         "kept, so that pages\n"
         "need not look and searches can ask for it. Cut off anywhere, the command goes on where it was: each portion "
         "is "
         "durable before the next.",
     .examples = {{"hexapla realign", "once in a while, as the archive grows"},
                  {"hexapla realign --no-learning", "go on after it was cut off"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
