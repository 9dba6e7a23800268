#include <fmt/format.h>

#include "http/api/search_json.h"
#include "store/archive/memory.h"
#include "store/text/utf8.h"
#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

std::string on_one_line(const std::string& text) {
  std::string line = without_controls(text);
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  return line;
}

void print(const MemoryMatch& match, const Style& style, Output& out) {
  const auto show = [](const std::string& text, const RevisionAddress& address) {
    return isolated(on_one_line(text), address.variant.language().is_right_to_left());
  };
  out.line(fmt::format("{}  {}", style.bold(fmt::format("{:>3} %", match.percent)),
                       show(match.text, match.address)));
  std::string place = fmt::format("{} sentence {}", match.address.text(), match.segment + 1);
  if (match.repeated > 0) place += fmt::format(", and {} times more", match.repeated);
  out.line(style.dim("       " + place));
  for (const Rendering& rendering : match.renderings) {
    const std::string variant =
        fmt::format("{}@{}", rendering.address.variant.text(), rendering.address.number);
    out.line(style.dim(fmt::format("{:>14}  ", variant)) + show(rendering.text, rendering.address));
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  struct Options {
    std::vector<std::string> words;
    MemoryRequest request;
  };
  auto options = std::make_shared<Options>();
  app.add_option("SENTENCE", options->words, "The new sentence")->required();
  app.add_option("--lang,--language", options->request.language, "Sentences in this language")
      ->type_name("TAG");
  app.add_option("--to", options->request.target_language, "… rendered into this one")
      ->type_name("TAG");
  app.add_option("--least", options->request.least_percent, "… alike by this much, 70 if not said")
      ->type_name("PERCENT");
  app.add_option("-n,--limit", options->request.limit, "At most so many")->type_name("N");
  app.add_flag("--all-revisions", options->request.all_revisions, "Superseded revisions too");
  return [options, &context] {
    MemoryRequest& request = options->request;
    for (const std::string& word : options->words)
      request.sentence += (request.sentence.empty() ? "" : " ") + word;
    if (trimmed(request.sentence).empty()) throw UsageError("SENTENCE is empty");
    if (const auto tag = language_option("--lang", request.language))
      request.language = tag->text();
    if (const auto tag = language_option("--to", request.target_language))
      request.target_language = tag->text();
    if (request.least_percent < 1 || request.least_percent > 100)
      throw UsageError("--least: a percentage is 1 to 100");
    const Reading reading = context.archive_to_read().read();
    const std::vector<MemoryMatch> matches = look_up_memory(reading, request);
    const Style style(context.out().is_terminal());
    for (const MemoryMatch& match : matches) {
      if (context.options.json) {
        context.out().line(json_of(match).dump());
      } else {
        print(match, style, context.out());
      }
    }
    if (matches.empty()) {
      context.say(fmt::format("no sentence is alike by {} % or more", request.least_percent));
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "memory",
     .group = CommandGroup::texts,
     .order = 8,
     .summary = "Find sentences like a new one, with how they were rendered.",
     .details =
         "The percentage is 100 × (1 − edits ÷ length), word by word: a word or number weighs 1, a "
         "character of a script without spaces ½, a punctuation mark ⅕; exchanging a number or an "
         "inflected form costs ½, other case or accents ⅒. 100 % is the same text exactly.",
     .examples = {{"hexapla memory 'The night ferry returns to the lake.'", "all languages"},
                  {"hexapla memory --lang en --to ar 'The night ferry returns.'",
                   "with a rendering into Arabic"},
                  {"hexapla memory --least 50 -n 3 渡船回来了", "less alike, the best three"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
