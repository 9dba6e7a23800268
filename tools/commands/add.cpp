#include <nlohmann/json.hpp>

#include "store/archive/kind_doubt.h"
#include "tools/cli/command.h"
#include "tools/cli/input.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/loading/outcome.h"
#include "tools/loading/rehearsal.h"
#include "tools/terminal/display_width.h"
#include "translate/intake/intake.h"

namespace hexapla {

namespace {

struct AddOptions {
  std::vector<std::string> files;
  std::string language, article, variant, kind, format;
  IntakeOptions intake;
  bool dry_run = false, allow_withdrawn = false;
};

IntakeOptions intake_options(const AddOptions& given) {
  IntakeOptions options = given.intake;
  options.language = language_option("--lang", given.language);
  options.article = article_option("--article", given.article);
  options.variant = variant_option("--variant", given.variant);
  options.kind = kind_option("--kind", given.kind);
  check_moment_option("--captured", options.captured);
  check_encoding_option("--encoding", options.encoding);
  if (!given.format.empty()) {
    options.format = parse_format(given.format);
    if (!options.format)
      throw UsageError("--format: \"" + given.format + "\" is none: text, markdown, json or html");
  }
  return options;
}

// A capture may be much larger than its text, which the archive limits itself.
constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;

Outcome add_one(const std::string& path, const AddOptions& given, const IntakeOptions& options,
                Context& context) {
  return attempt([&] {
    NewRevision wanted = prepare(read_input(path, kMaxFileBytes), input_name(path), options);
    wanted.allow_withdrawn = given.allow_withdrawn;
    const std::string doubt = doubt_about_kind(wanted.revision, wanted.statements);
    if (!doubt.empty())
      context.warn("hexapla: " + input_name(path) + " is " + without_controls(doubt));
    if (given.dry_run) return rehearse(wanted, context.archive_to_read());
    return outcome_of(context.archive_to_write().add(std::move(wanted)));
  });
}

void report(const std::string& path, const Outcome& outcome, Context& context) {
  if (context.options.json) {
    auto json = to_json(outcome);
    json["file"] = path;
    context.out().line(json.dump());
  } else if (!outcome.is_refused()) {
    const std::string digest =
        outcome.digest.empty() ? std::string() : "  " + outcome.digest.substr(0, 12);
    context.out().line(std::string(name(outcome.what)) + "  " + outcome.address + digest);
  }
  context.out().flush();
  if (outcome.is_refused()) {
    const std::string input = input_name(path);
    const bool names_it = outcome.reason.starts_with(input);
    context.warn("hexapla: " + (names_it ? "not added: " : input + " is not added: ") +
                 outcome.reason);
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<AddOptions>();
  IntakeOptions& intake = options->intake;
  intake.actor = default_actor();
  const auto text = [&](const char* name, std::string& value, const char* type, const char* help) {
    app.add_option(name, value, help)->type_name(type);
  };
  app.add_option("FILE", options->files, "Files to add, oldest first; `-` is standard input")
      ->required();
  text("--lang", options->language, "TAG",
       "Language (BCP 47); else the file says it, or it is detected");
  text("--article", options->article, "ID",
       "Article that it is a version of; else made from the title");
  text("--variant", options->variant, "ID",
       "Line of versions, as `es~desk`; else made from language and engine");
  text("--kind", options->kind, "KIND", "original, machine, post-edited, human or unknown");
  text("--engine", intake.engine, "NAME", "Translation engine");
  text("--engine-version", intake.engine_version, "TEXT", "Its version");
  text("--translator", intake.translator, "NAME", "Who translated");
  text("--editor", intake.editor, "NAME", "Who post-edited or corrected");
  text("--from", intake.from, "REVISION", "Exact source: address, digest, or `unknown`");
  text("--revises", intake.revises, "REVISION", "Machine revision that a post-edit was made from");
  text("--uri", intake.uri, "URI", "Where it was on the web");
  text("--captured", intake.captured, "TIME", "When it was captured (RFC 3339)");
  text("--encoding", intake.encoding, "NAME", "Of the bytes, when it is known and not UTF-8");
  text("--format", options->format, "NAME",
       "text, markdown, json or html; else by the file's name");
  text("--by", intake.actor, "NAME", "Who says all this (else HEXAPLA_ACTOR, else the login name)");
  app.add_flag("--dry-run", options->dry_run, "Check everything, write nothing");
  app.add_flag("--allow-withdrawn", options->allow_withdrawn, "Keep what was withdrawn before");
  return [options, &context] {
    const IntakeOptions checked = intake_options(*options);
    ExitCode exit_code = ExitCode::ok;
    for (const std::string& path : options->files) {
      const Outcome outcome = add_one(path, *options, checked, context);
      report(path, outcome, context);
      if (outcome.is_refused() && exit_code == ExitCode::ok) exit_code = outcome.exit_code;
      if (outcome.ends_load()) break;
    }
    return exit_code;
  };
}

const RegisteredCommand kRegistered(
    {.name = "add",
     .group = CommandGroup::texts,
     .order = 1,
     .summary = "Add texts: originals and versions of them.",
     .details = "What is said here wins over what a file says of itself (front matter, JSON). The "
                "same input again changes\n"
                "nothing and is no error. With several files, a refused one does not stop the "
                "others; the exit code is\n"
                "that of the first refused one.",
     .examples = {{"hexapla add chegada.md --lang pt --kind original",
                   "an original; the article's id is made from its title"},
                  {"hexapla add es.txt --article chegada --lang es --kind machine --engine "
                   "apertium --from chegada/pt@1",
                   "a machine translation, and the exact revision it was made from"},
                  {"hexapla add es2.txt --article chegada --lang es --kind post-edited --editor "
                   "'Ana Sil' --revises chegada/es",
                   "the same after a person corrected it"},
                  {"curl -s https://example.org/a.txt | hexapla add - --lang ar --uri "
                   "https://example.org/a.txt",
                   "from another program"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
