#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/loading/sentence_file.h"
#include "translate/align/align_together.h"
#include "translate/align/row_links.h"
#include "translate/compare/omissions.h"

namespace hexapla {

namespace {

struct OmissionsOptions {
  std::string source;
  std::vector<std::string> versions;
  std::string source_language, target_language;
  double least = static_cast<double>(kLeastStray);
  bool lines = false;
};

class OmissionsReport {
 public:
  OmissionsReport(const OmissionsOptions& options, Context& context)
      : options_(options), context_(context) {}

  // What stands in `text` (the source, or version `version`) from one word to another, and has no
  // counterpart there.
  void tell(bool is_added, std::size_t version, const TextToAlign& text,
            std::span<const LinkedWord> words, float worth, bool is_whole) {
    found_ = true;
    const LinkedWord& first = words.front();
    const LinkedWord& last = words.back();
    std::string quoted;
    for (std::uint32_t s = first.segment; s <= last.segment; ++s) {
      const std::string_view line = text.segments[s];
      const std::size_t begin = s == first.segment ? first.range.begin : 0;
      const std::size_t end = s == last.segment ? last.range.end : line.size();
      if (!quoted.empty()) quoted += ' ';
      quoted += line.substr(begin, end - begin);
    }
    const std::string& file = options_.versions[version];
    if (context_.options.json) {
      const nlohmann::json line{{"version", file},
                                {"sign", is_added ? "added" : "wanting"},
                                {"whole", is_whole},
                                {"first_line", first.segment + 1},
                                {"last_line", last.segment + 1},
                                {"begin", first.range.begin},
                                {"end", last.range.end},
                                {"words", std::round(static_cast<double>(worth) * 100) / 100},
                                {"text", quoted}};
      context_.out().line(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
      return;
    }
    context_.out().line(fmt::format("{} {}:{}: {}", is_added ? "÷" : "※",
                                    is_added ? file : options_.source + " → " + file,
                                    first.segment + 1, quoted));
  }

  bool found() const { return found_; }

 private:
  const OmissionsOptions& options_;
  Context& context_;
  bool found_ = false;
};

bool report(const OmissionsOptions& options, const LanguageTag& source_language,
            const LanguageTag& target_language, Context& context) {
  const SentenceFile source(options.source, source_language);
  std::vector<SentenceFile> files;
  std::vector<PairToAlign> pairs;
  std::vector<TextToAlign> versions;
  std::vector<Alignment> alignments;
  for (const std::string& path : options.versions) {
    files.emplace_back(path, target_language);
    versions.push_back(files.back().text());
    if (options.lines) alignments.push_back(line_by_line(source.text(), versions.back()));
    pairs.push_back({source.text(), versions.back(), std::nullopt});
  }
  if (!options.lines) alignments = align_together(pairs, nullptr).alignments;

  const std::vector<Row> rows =
      merge_rows(static_cast<std::uint32_t>(source.text().segments.size()), alignments);
  std::vector<VersionToLink> to_link;
  for (std::size_t v = 0; v < versions.size(); ++v)
    to_link.push_back({versions[v], alignments[v].beads});
  const std::vector<std::vector<BeadLinks>> links =
      links_by_row(rows, link_versions(source.text(), to_link));

  OmissionsReport told(options, context);
  const OmissionFinder finder(source.text(), versions, links);
  const auto least = static_cast<float>(options.least);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t v = 0; v < versions.size(); ++v) {
      const BeadLinks& own = links[i][v];
      if (own.source.empty() != own.target.empty()) {
        const bool is_added = own.source.empty();
        const auto& words = is_added ? own.target_words : own.source_words;
        if (words.empty()) continue;
        told.tell(is_added, v, is_added ? versions[v] : source.text(), words,
                  static_cast<float>(words.size()), true);
        continue;
      }
      for (const Stray& stray : finder.wanting(i, v, least))
        told.tell(false, v, source.text(),
                  std::span(own.source_words).subspan(stray.first, stray.past - stray.first),
                  stray.words, stray.is_whole);
      for (const Stray& stray : finder.added(i, v, least))
        told.tell(true, v, versions[v],
                  std::span(own.target_words).subspan(stray.first, stray.past - stray.first),
                  stray.words, stray.is_whole);
    }
  }
  return told.found();
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<OmissionsOptions>();
  app.add_option("SOURCE", options->source, "Sentences of the original, one a line")->required();
  app.add_option("VERSION", options->versions,
                 "Sentences of versions in one language, which judge each other")
      ->required();
  app.add_option("--source-lang", options->source_language, "Language of SOURCE")->type_name("TAG");
  app.add_option("--target-lang", options->target_language, "Language of the versions")
      ->type_name("TAG");
  app.add_option("--least", options->least, "Tell of stretches from so many words on (2.5)")
      ->type_name("WORDS");
  app.add_flag("--line-by-line", options->lines,
               "All files have a line for each line of the other: match those");
  return [options, &context] {
    const LanguageTag source = language_option("--source-lang", options->source_language)
                                   .value_or(LanguageTag::undetermined());
    const LanguageTag target = language_option("--target-lang", options->target_language)
                                   .value_or(LanguageTag::undetermined());
    return report(*options, source, target, context) ? ExitCode::findings : ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "omissions",
     .group = CommandGroup::texts,
     .order = 55,
     .summary = "Find what versions of a text leave out (※) and add (÷), from files.",
     .details =
         "Whole sentences without a counterpart, and stretches of words inside sentences that no "
         "word of the other side renders.\n"
         "Several versions in one language judge each other: what all of them leave out is no "
         "omission. No archive is needed; the\n"
         "page of an article shows the same. Exit code 1 when anything was found.",
     .examples = {{"hexapla omissions --source-lang ar --target-lang uk saga.ar saga.uk",
                   "of one version"},
                  {"hexapla omissions --json --source-lang ar --target-lang uk saga.ar one.uk "
                   "two.uk three.uk",
                   "of three, a finding a line"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
