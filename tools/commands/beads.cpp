#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "store/archive/bead_corrections.h"
#include "store/model/statement_number.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "translate/align/held_alignment.h"
#include "translate/align/named_sentences.h"

namespace hexapla {

namespace {

struct BeadsOptions {
  std::string version, change, sentences, original, reason;
  std::string actor = default_actor();
};

NamedSentences parse_sentences(const std::string& text) {
  if (const auto sentences = NamedSentences::parse(text)) return *sentences;
  throw UsageError("\"" + text +
                   "\": sentences are written ORIGINAL:VERSION, as 4-5:6, by the numbers of "
                   "`hexapla beads`");
}

RevisionAddress original_of(const BeadsOptions& options, const RevisionAddress& version,
                            const Reading& reading) {
  return options.original.empty() ? newest_original(reading, version.article)
                                  : reading.resolve(options.original);
}

void list(const Reading& reading, const RevisionAddress& source, const RevisionAddress& target,
          Context& context) {
  const std::vector<BeadCorrection> corrections = corrections_between(reading, source, target);
  for (const Bead& bead : alignment_between(reading, source, target).beads) {
    if (context.options.json) {
      context.out().line(nlohmann::json{
          {"original", sentence_numbers(bead.source)},
          {"version", sentence_numbers(bead.target)},
          {"confidence", std::round(static_cast<double>(bead.confidence) * 1000) / 1000}}
                             .dump());
      continue;
    }
    context.out().line(fmt::format("{}  {:.2f}", NamedSentences{bead.source, bead.target}.text(),
                                   bead.confidence));
  }
  for (const BeadCorrection& correction : corrections) {
    const std::string sentences = NamedSentences{correction.source, correction.target}.text();
    const std::string statement = StatementNumber{correction.event, correction.index}.text();
    if (context.options.json) {
      context.out().line(nlohmann::json{
          {"change", name(correction.change)},
          {"sentences", sentences},
          {"by", correction.by},
          {"time", correction.time},
          {"statement",
           statement}}.dump());
      continue;
    }
    context.say(fmt::format("{} {} by {}, {}; `hexapla retract {}` undoes it",
                            name(correction.change), sentences, correction.by, correction.time,
                            statement));
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<BeadsOptions>();
  app.add_option("VERSION", options->version, "article/variant@3, article/variant, or a digest")
      ->required();
  app.add_option("CHANGE", options->change, "merge, split, link or unlink; none: list the beads");
  app.add_option("SENTENCES", options->sentences,
                 "ORIGINAL:VERSION, numbers of sentences, as 4-5:6");
  app.add_option("--original", options->original,
                 "The revision on the other side (else the original's newest)")
      ->type_name("REVISION");
  app.add_option("--reason", options->reason, "Why")->type_name("TEXT");
  app.add_option("--by", options->actor, "Who says so (else HEXAPLA_ACTOR, else the login name)")
      ->type_name("NAME");
  return [options, &context] {
    if (options->change.empty()) {
      const Reading reading = context.archive_to_read().read();
      const RevisionAddress target = reading.resolve(options->version);
      list(reading, original_of(*options, target, reading), target, context);
      return ExitCode::ok;
    }
    const auto change = parse_bead_change(options->change);
    if (!change)
      throw UsageError("\"" + options->change +
                       "\" is no change of beads: merge, split, link or unlink");
    const NamedSentences sentences = parse_sentences(options->sentences);
    const BeadCorrection correction{
        *change, sentences.source, sentences.target, options->actor, {}, 0, 0};
    Archive& archive = context.archive_to_write();
    const Reading reading = archive.read();
    const RevisionAddress target = reading.resolve(options->version);
    const RevisionAddress source = original_of(*options, target, reading);
    const std::uint64_t event =
        archive.state(target, {statement_of(correction, reading, source, target, options->reason)},
                      options->actor);
    if (context.options.json) {
      context.out().line(nlohmann::json{
          {"address", target.text()},
          {"original", source.text()},
          {"event", event}}.dump());
    } else {
      context.out().line(fmt::format("{}  {} with {}  event {}", name(*change), target.text(),
                                     source.text(), event));
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "beads",
     .group = CommandGroup::texts,
     .order = 45,
     .summary = "Show which sentences of a version render which, or correct it.",
     .details =
         "A correction is a statement: it wins over what is computed, stays when that is computed "
         "anew, and `hexapla retract`\n"
         "undoes it. merge: the beads of these sentences become one; split: a bead ends after "
         "them; link: they are a bead of\n"
         "their own; unlink: neither side's have a counterpart.",
     .examples = {{"hexapla beads chegada/es", "the beads, and who corrected them"},
                  {"hexapla beads chegada/es link 4-5:6", "sentence 6 renders 4 and 5"},
                  {"hexapla beads chegada/es unlink 7:8 --reason 'another boat'",
                   "sentence 8 does not render 7"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
