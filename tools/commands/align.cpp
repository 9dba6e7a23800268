#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "store/model/error.h"
#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/loading/pair_list.h"
#include "tools/loading/sentence_file.h"
#include "translate/align/align_together.h"
#include "translate/align/word_links.h"

namespace hexapla {

namespace {

struct AlignOptions {
  std::string source, target, bridge, pairs;
  std::string source_language, target_language;
  bool confidence = false;
  bool words = false;
  bool lines = false;
};

void append_numbers(std::string& line, SegmentRange range) {
  for (std::uint32_t i = range.first; i < range.past(); ++i)
    line += fmt::format("{}{}", i == range.first ? "" : ",", i);
}

void write_beads(const Alignment& alignment, bool confidence, Output& out) {
  std::string line;
  for (const Bead& bead : alignment.beads) {
    line.clear();
    append_numbers(line, bead.source);
    line += '\t';
    append_numbers(line, bead.target);
    if (confidence) line += fmt::format("\t{:.3f}", bead.confidence);
    out.line(line);
  }
}

double rounded(float share) { return std::round(static_cast<double>(share) * 1000) / 1000; }

nlohmann::json json_of(const std::vector<LinkedWord>& words) {
  nlohmann::json list = nlohmann::json::array();
  for (const LinkedWord& word : words)
    list.push_back({word.segment, word.range.begin, word.range.end, rounded(word.rendered)});
  return list;
}

// A bead a line: its words by line number and bytes within the line, and which render which.
void write_words(const TextToAlign& source, const TextToAlign& target, const Alignment& alignment,
                 const Lexicon* known, Output& out) {
  for (const BeadLinks& bead : link_words(source, target, alignment.beads, known)) {
    nlohmann::json links = nlohmann::json::array();
    for (const WordLink& link : bead.links)
      links.push_back({link.source, link.target, rounded(link.confidence)});
    const nlohmann::json line{{"source", json_of(bead.source_words)},
                              {"target", json_of(bead.target_words)},
                              {"links", std::move(links)}};
    out.line(line.dump());
  }
}

// Returns how many pairs could not be aligned or written.
std::size_t align_list(const AlignOptions& options, const LanguageTag& source_language,
                       const LanguageTag& target_language, const Context& context) {
  std::size_t refused = 0;
  const auto refuse = [&](const InputError& error) {
    ++refused;
    context.warn(std::string("refused: ") + error.what());
  };
  const PairList list(options.pairs, source_language, target_language, refuse);
  std::vector<PairToAlign> pairs;
  std::size_t sentences = 0;
  for (const PairList::Pair& pair : list.pairs()) {
    sentences += pair.texts.source.segments.size() + pair.texts.target.segments.size();
    pairs.push_back(pair.texts);
  }
  const AlignedTogether aligned = align_together(pairs, nullptr);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    try {
      Output out(list.pairs()[i].output);
      write_beads(aligned.alignments[i], options.confidence, out);
      out.finish();
    } catch (const StoreError& error) {
      refuse(list.problem(list.pairs()[i].line, error.what()));
    }
  }
  context.say(
      fmt::format("{} pairs of texts aligned together, {} sentences", pairs.size(), sentences));
  return refused;
}

void align_files(const AlignOptions& options, const LanguageTag& source_language,
                 const LanguageTag& target_language, Context& context) {
  const SentenceFile source(options.source, source_language);
  const SentenceFile target(options.target, target_language);
  Alignment alignment;
  if (options.lines) {
    alignment = line_by_line(source.text(), target.text());
  } else if (options.bridge.empty()) {
    alignment = align(source.text(), target.text());
  } else {
    const SentenceFile bridge(options.bridge, target_language);
    alignment = align_with_bridge(source.text(), bridge.text(), target.text());
  }
  if (options.words)
    write_words(source.text(), target.text(), alignment, nullptr, context.out());
  else
    write_beads(alignment, options.confidence, context.out());
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<AlignOptions>();
  app.add_option("SOURCE", options->source, "Sentences of the original, one a line");
  app.add_option("TARGET", options->target, "Sentences of the version, one a line");
  app.add_option("--source-lang", options->source_language, "Language of SOURCE")->type_name("TAG");
  app.add_option("--target-lang", options->target_language, "Language of TARGET")->type_name("TAG");
  app.add_option("--bridge", options->bridge,
                 "A machine translation of SOURCE into TARGET's language: makes it surer")
      ->type_name("FILE");
  app.add_option("--pairs", options->pairs,
                 "Align many pairs, which teach each other words: lines of source file, target "
                 "file, bridge or nothing, output file, with tabs between")
      ->type_name("FILE");
  app.add_flag("--confidence", options->confidence, "How sure each bead is, as a third column");
  app.add_flag("--words", options->words, "Link the words inside the beads: a JSON line a bead");
  app.add_flag("--line-by-line", options->lines,
               "Both files have a line for each line of the other: match those");
  return [options, &context] {
    const bool listed = !options->pairs.empty();
    if (listed && !(options->source.empty() && options->bridge.empty()))
      throw UsageError("--pairs names the files: leave SOURCE, TARGET and --bridge out");
    if (listed && (options->words || options->lines))
      throw UsageError("--words and --line-by-line are for two files, not for --pairs");
    if (options->words && options->confidence)
      throw UsageError("--words says how sure each link is: leave --confidence out");
    if (options->lines && !options->bridge.empty())
      throw UsageError("--line-by-line matches by number: leave --bridge out");
    if (!listed && (options->source.empty() || options->target.empty()))
      throw UsageError("align wants two files, SOURCE and TARGET, or --pairs");
    const LanguageTag source = language_option("--source-lang", options->source_language)
                                   .value_or(LanguageTag::undetermined());
    const LanguageTag target = language_option("--target-lang", options->target_language)
                                   .value_or(LanguageTag::undetermined());
    if (listed)
      return align_list(*options, source, target, context) > 0 ? ExitCode::bad_input : ExitCode::ok;
    align_files(*options, source, target, context);
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "align",
     .group = CommandGroup::texts,
     .order = 50,
     .summary = "Match the sentences of a text with those of a version, from files.",
     .details = "Writes one bead a line: the numbers of the source's lines, from 0 and with commas "
                "between, a tab, and those of the\n"
                "target's. An empty side says that there is no counterpart. No archive is needed.\n"
                "With --words a bead is a JSON line: source and target words as [line, first byte, "
                "past the last, how much of it the other side renders], links as\n"
                "[source word, target word, confidence]. A line of --pairs that cannot be followed "
                "is named, and "
                "the others go on (exit code 4).",
     .examples = {{"hexapla align --source-lang ar --target-lang uk saga.ar saga.uk",
                   "one pair, beads to standard output"},
                  {"hexapla align --words --source-lang ar --target-lang uk saga.ar saga.uk",
                   "the words of each bead and which render which, as JSON"},
                  {"hexapla align --source-lang zh --target-lang en --pairs list.tsv",
                   "many pairs that teach each other words"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
