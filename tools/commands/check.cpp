#include "translate/check/check_version.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "http/api/finding_json.h"
#include "tools/cli/command.h"
#include "tools/cli/suggestions.h"
#include "tools/cli/usage_error.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/style.h"

namespace hexapla {

namespace {

struct CheckOptions {
  std::vector<std::string> texts;
  std::vector<std::string> classes;
  bool all = false;
  bool full = false;  // sentences of any length whole
};

std::vector<FindingClass> wanted_classes(const CheckOptions& options) {
  std::vector<std::string> names;
  for (const FindingClass found : all_finding_classes()) names.emplace_back(name(found));
  std::vector<FindingClass> wanted;
  for (const std::string& text : options.classes) {
    const auto found = parse_finding_class(text);
    if (!found) throw UsageError("--class: \"" + text + "\" is none" + did_you_mean(text, names));
    wanted.push_back(*found);
  }
  return wanted;
}

// `article/variant` and finer name one version; an article alone all of its newest ones.
std::vector<RevisionAddress> targets_of(const Reading& reading, const std::string& text) {
  const RevisionAddress one = reading.resolve(text);
  if (text != one.article.text()) return {one};
  std::vector<RevisionAddress> targets;
  for (const VariantSummary& variant : reading.variants(one.article))
    if (!variant.is_withdrawn) targets.push_back({one.article, variant.id, variant.newest});
  return targets;
}

// `12`, `12–13`; segments are numbered from 1 where people read them.
std::string numbers_of(const SegmentRange& segments) {
  if (segments.empty()) return "–";
  return segments.count == 1 ? std::to_string(segments.first + 1)
                             : fmt::format("{}–{}", segments.first + 1, segments.past());
}

// What a sentence is shortened to, and words that an explanation names.
constexpr std::size_t kSentenceColumns = 100, kWordsColumns = 60;

// The words that are meant may be a whole sentence, or several.
std::string explanation_of(const Finding& finding, bool full) {
  std::string text = finding.explanation;
  if (full) return text;
  for (const TextPlace* place : {&finding.source, &finding.target}) {
    const std::size_t at = place->text.empty() ? std::string::npos : text.find(place->text);
    if (at != std::string::npos)
      text.replace(at, place->text.size(), fit_ends(place->text, kWordsColumns));
  }
  return text;
}

void print(const CheckedVersion& version, bool full, Output& out) {
  const Style style(out.is_terminal());
  out.line(style.bold(version.target.text()) +
           style.dim("  checked against " + version.source.text()));
  for (const auto& [finding, dismissed] : version.findings) {
    out.line(fmt::format("  {:<12}  {} ← {}  {}", name(finding.found),
                         numbers_of(finding.target.segments), numbers_of(finding.source.segments),
                         without_controls(explanation_of(finding, full))));
    const bool whole = finding.target.range.empty();
    const TextPlace& quoted = finding.target.segments.empty() ? finding.source : finding.target;
    if (whole && !quoted.text.empty()) {
      const std::string text = without_controls(quoted.text);
      out.line(style.dim("                " + (full ? text : fit_ends(text, kSentenceColumns))));
    }
    out.line(style.dim("                key " + finding.key));
    if (dismissed)
      out.line(style.dim("                dismissed by " + without_controls(dismissed->by) +
                         " on " + dismissed->time + "  " + without_controls(dismissed->reason)));
  }
}

ExitCode check(const CheckOptions& options, Context& context) {
  const std::vector<FindingClass> wanted = wanted_classes(options);
  const Reading reading = context.archive_to_read().read();
  auto json = nlohmann::json::array();
  std::map<FindingClass, std::size_t> counts;
  std::size_t versions = 0;
  for (const std::string& text : options.texts) {
    for (CheckedVersion& version : check_versions(reading, targets_of(reading, text))) {
      ++versions;
      std::erase_if(version.findings, [&](const CheckedFinding& one) {
        const bool other = !wanted.empty() && std::find(wanted.begin(), wanted.end(),
                                                        one.finding.found) == wanted.end();
        return other || (one.dismissed && !options.all);
      });
      for (const CheckedFinding& one : version.findings) {
        if (!one.dismissed) ++counts[one.finding.found];
      }
      if (context.options.json) {
        json.push_back(json_of(version));
      } else if (!version.findings.empty()) {
        print(version, options.full, context.out());
      }
    }
  }
  if (context.options.json) context.out().line(json.dump(2));
  std::string summary;
  for (const auto& [found, count] : counts)
    summary += fmt::format("{}{} {}", summary.empty() ? "" : ", ", count, name(found));
  context.say(fmt::format("{} {} checked: {}", versions, versions == 1 ? "version" : "versions",
                          summary.empty() ? "nothing found" : summary));
  return counts.empty() ? ExitCode::ok : ExitCode::findings;
}

std::string class_list() {
  std::string text = "Classes:\n";
  for (const FindingClass found : all_finding_classes())
    text += fmt::format("  {:<13} {}\n", name(found), meaning(found));
  return text;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<CheckOptions>();
  app.add_option("TEXT", options->texts,
                 "An article: every version of it; or article/variant, article/variant@2, a digest")
      ->required();
  app.add_option("--class", options->classes, "Only this class of findings; may be given again")
      ->type_name("CLASS");
  app.add_flag("--all", options->all, "Dismissed findings too; they never change the exit code");
  app.add_flag("--full", options->full, "Long sentences whole, not their beginning and end");
  return [options, &context] { return check(*options, context); };
}

const RegisteredCommand kRegistered(
    {.name = "check",
     .group = CommandGroup::texts,
     .order = 5,
     .summary = "Look for faults of translations: numbers, dates, omissions and more.",
     .details = class_list() +
                "Each version is checked against the revision it was made from, else against the "
                "original's newest.\nThe exit code is 1 when something was found.",
     .examples = {{"hexapla check chegada", "every version of an article"},
                  {"hexapla check chegada/es@2 --class number --class date", "figures and dates"},
                  {"hexapla dismiss chegada/es 3f09c1d2a4b5e677 --reason 'a round figure'",
                   "what a person finds right; the key stands under each finding"},
                  {"hexapla check chegada --json", "with segments and byte ranges"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
