#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "http/api/score_json.h"
#include "store/model/error.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/usage_error.h"
#include "translate/score/edit_shares.h"
#include "translate/score/scores.h"

namespace hexapla {

namespace {

struct ScoreOptions {
  std::string hypothesis, reference;
  std::string language;  // given: both are files of sentences
};

std::vector<std::string> lines_of(const std::string& path) {
  constexpr std::size_t kLimitBytes = std::size_t{64} << 20;
  const std::string text = read_input(path, kLimitBytes);
  if (const auto wrong = first_invalid_utf8(text)) {
    Place place;
    place.file = input_name(path);
    place.byte = *wrong;
    throw InputError(place, "this is not UTF-8; convert it first");
  }
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    at = end + 1;
  }
  return lines;
}

Scores score_files(const ScoreOptions& options) {
  const auto language = LanguageTag::parse(options.language);
  if (!language) throw UsageError("--lang: \"" + options.language + "\" is no language tag");
  const std::vector<std::string> ours = lines_of(options.hypothesis),
                                 theirs = lines_of(options.reference);
  if (ours.size() != theirs.size()) {
    throw InputError(
        Place(), fmt::format("{} has {} lines and {} has {}: line by line they have to "
                             "say the same",
                             options.hypothesis, ours.size(), options.reference, theirs.size()));
  }
  std::vector<SentencePair> pairs;
  for (std::size_t i = 0; i < ours.size(); ++i) pairs.push_back({ours[i], theirs[i]});
  return score_sentences(pairs, *language);
}

void print(const Scores& scores, Output& out) {
  for (const Score& score : scores.scores)
    out.line(fmt::format("{:<8}{:>9.4f}  {}", score.metric, score.value, score.signature));
}

// What people changed in what engines wrote.
ExitCode show_edit_shares(const std::string& article, Context& context) {
  const Reading reading = context.archive_to_read().read();
  const std::vector<EditShare> shares = edit_shares(reading, reading.resolve(article).article);
  if (context.options.json) {
    context.out().line(json_of(shares).dump(2));
    return ExitCode::ok;
  }
  for (const EditShare& share : shares) {
    context.out().line(fmt::format("{:>6.1f} %  {:>7} words  {} revised {} ({})",
                                   100 * share.share(), share.words, share.editor,
                                   share.machine.text(),
                                   share.engine.empty() ? "engine not named" : share.engine));
  }
  if (shares.empty())
    context.say(
        "no version of this article says that it revises another; `hexapla add --revises` "
        "and `hexapla state … revises=…` do");
  return ExitCode::ok;
}

ExitCode score(const ScoreOptions& options, Context& context) {
  if (options.reference.empty()) return show_edit_shares(options.hypothesis, context);
  Scores scores;
  if (!options.language.empty()) {
    scores = score_files(options);
  } else {
    const Reading reading = context.archive_to_read().read();
    const RevisionAddress hypothesis = reading.resolve(options.hypothesis);
    const RevisionAddress reference = reading.resolve(options.reference);
    if (hypothesis.variant.language().language() != reference.variant.language().language()) {
      throw UsageError(hypothesis.text() + " and " + reference.text() +
                       " are in different languages: a score compares two texts in one");
    }
    scores = score_revisions(reading, hypothesis, reference);
  }
  if (context.options.json) {
    context.out().line(json_of(scores).dump(2));
  } else {
    print(scores, context.out());
  }
  return ExitCode::ok;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ScoreOptions>();
  app.add_option("TEXT", options->hypothesis,
                 "What is scored: a revision, or a file with --lang; alone: an article whose "
                 "post-edited versions are measured")
      ->required();
  app.add_option("REFERENCE", options->reference, "What it is compared with, in the same language");
  app.add_option("--lang", options->language,
                 "Both are files with one sentence a line, in this language")
      ->type_name("TAG");
  return [options, &context] { return score(*options, context); };
}

const RegisteredCommand kRegistered(
    {.name = "score",
     .group = CommandGroup::texts,
     .order = 6,
     .summary = "Measure how near a text is to another: BLEU, chrF2, chrF2++, TER.",
     .details =
         "BLEU and chrF: 100 is the same, 0 nothing alike. TER: 0 is the same, 100 as many edits "
         "as the reference has words.\nComputed as sacreBLEU does; the signature says how. "
         "Sentences are paired by their alignment.\n"
         "With an article alone: the share of words that each editor changed in what an engine "
         "wrote.",
     .examples = {{"hexapla score chegada/es~engine chegada/es~desk",
                   "a machine translation against a person's"},
                  {"hexapla score output.txt reference.txt --lang zh", "two files, line by line"},
                  {"hexapla score chegada", "how much its editors changed"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
