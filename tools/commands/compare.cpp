#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "http/api/finding_json.h"
#include "http/api/score_json.h"
#include "http/comparison.h"
#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "tools/describing/revision_json.h"
#include "tools/terminal/display_width.h"
#include "tools/terminal/side_by_side.h"
#include "tools/terminal/style.h"
#include "translate/score/edit_shares.h"
#include "translate/score/scores.h"

namespace hexapla {

namespace {

struct CompareOptions {
  std::string article;
  std::vector<std::string> versions;
  std::string before, after;
  std::size_t width = 0;
  bool has_exit_code = false;
  bool metrics = false;
};

std::string_view glyph_of(Kind kind) {
  switch (kind) {
    case Kind::original:
      return "■";
    case Kind::machine:
      return "◌";
    case Kind::post_edited:
      return "◐";
    case Kind::human:
      return "●";
    case Kind::unknown:
      return "?";
  }
  return "?";
}

struct SignWords {
  std::string_view glyph, name, meaning;
};

SignWords words_of(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return {"※", "wanting", "wanting in this version"};
    case Sign::added:
      return {"÷", "added", "not in the original"};
    case Sign::moved:
      return {"⇅", "moved", "stands in another place"};
    case Sign::differs:
      return {"≠", "differs", "a number, a date, a unit or an address differs"};
    case Sign::outdated:
      return {"↻", "outdated", "made from an older text"};
    case Sign::untranslated:
      return {"=", "untranslated", "left untranslated"};
    case Sign::doubtful:
      return {"†", "doubtful", "look at this: `hexapla check` says why"};
  }
  return {"", "", ""};
}

// Which versions: those of the arguments, where `article/es` as the first one names both.
struct Wanted {
  ArticleId article;
  std::vector<std::string> choices;
};

Wanted wanted_of(const Reading& reading, const CompareOptions& options) {
  const RevisionAddress first = reading.resolve(options.article);
  Wanted wanted{first.article, {}};
  if (options.article.find('/') != std::string::npos)
    wanted.choices.push_back(options.article.substr(options.article.find('/') + 1));
  for (const std::string& version : options.versions) {
    const std::size_t slash = version.find('/');
    if (slash != std::string::npos && version.substr(0, slash) != wanted.article.text()) {
      throw UsageError(version + " is of another article than " + wanted.article.text() +
                       ": versions of one article are compared");
    }
    const std::string choice = slash == std::string::npos ? version : version.substr(slash + 1);
    const bool is_word = choice == "original" || choice == "latest" || choice == "all";
    if (!is_word)
      reading.resolve(wanted.article.text() + "/" + choice);  // refuses what is not there
    wanted.choices.push_back(choice);
  }
  // One version alone is compared with the original.
  if (wanted.choices.size() == 1) wanted.choices.insert(wanted.choices.begin(), "original");
  return wanted;
}

// As pages and the API take them: `es~desk@2`, or `es~desk`.
struct PairChoice {
  std::string before, after;
};

PairChoice pair_choice(const Reading& reading, const ArticleId& article,
                       const CompareOptions& options) {
  if (options.before.empty() != options.after.empty())
    throw UsageError("--before and --after name two versions to compare word by word: give both");
  const auto one = [&](const std::string& given) {
    const std::size_t slash = given.find('/');
    if (slash != std::string::npos && given.substr(0, slash) != article.text())
      throw UsageError(given + " is of another article than " + article.text());
    std::string choice = slash == std::string::npos ? given : given.substr(slash + 1);
    if (!choice.empty())
      reading.resolve(article.text() + "/" + choice);  // refuses what is not there
    return choice;
  };
  return {one(options.before), one(options.after)};
}

SegmentRange range_of(const Row& row, std::size_t version) {
  return version == 0 ? row.original : row.versions[version - 1];
}

std::string signs_of(const ComparedRow& row, std::size_t version) {
  std::string text;
  for (const Remark& remark : row.remarks) {
    const std::string_view glyph = words_of(remark.sign).glyph;
    if (remark.version == version && !remark.dismissed && text.find(glyph) == std::string::npos)
      text += glyph;
  }
  return text;
}

nlohmann::json versions_json(const Comparison& comparison) {
  auto versions = nlohmann::json::array();
  for (const Version& version : comparison.versions) {
    versions.push_back({{"address", version.address.text()},
                        {"digest", version.record.digest.hex()},
                        {"language", version.language.text()},
                        {"provenance", to_json(version.provenance)}});
  }
  return versions;
}

nlohmann::json row_json(const Comparison& comparison, const ComparedRow& row) {
  nlohmann::json json{{"id", row.id},
                      {"label", row.label},
                      {"cells", nlohmann::json::array()},
                      {"remarks", nlohmann::json::array()}};
  for (std::size_t i = 0; i < comparison.versions.size(); ++i) {
    const SegmentRange range = range_of(row.row, i);
    json["cells"].push_back({{"first", range.first},
                             {"count", range.count},
                             {"text", segments_text(comparison.versions[i].view, range)}});
  }
  for (const Remark& remark : row.remarks) {
    nlohmann::json one{{"sign", words_of(remark.sign).name}, {"version", remark.version}};
    if (!remark.lemma.empty()) one["original"] = remark.lemma;
    if (!remark.reading.empty()) one["here"] = remark.reading;
    if (remark.found) {
      one["class"] = name(*remark.found);
      one["explanation"] = remark.explanation;
      one["key"] = remark.key;
    }
    if (remark.dismissed) one["dismissed"] = json_of(*remark.dismissed);
    json["remarks"].push_back(std::move(one));
  }
  return json;
}

std::string heading_of(const Version& version) {
  const Kind kind = version.provenance.shown_kind();
  std::string text = version.address.variant.text() + "@" + std::to_string(version.address.number) +
                     "\n" + version.language.own_name() + "\n" + std::string(glyph_of(kind)) + " " +
                     std::string(name(kind));
  if (version.provenance.engine) text += ", " + version.provenance.engine->value;
  if (version.provenance.editor) text += ", " + version.provenance.editor->value;
  if (version.provenance.translator) text += ", " + version.provenance.translator->value;
  return text;
}

class ComparisonPrinter {
 public:
  ComparisonPrinter(const Comparison& first, std::size_t width, Output& out)
      : style_(out.is_terminal()),
        page_(columns_of(first), width),
        headings_(headings_page(first, width)),
        out_(out) {
    out_.line(style_.bold(without_controls(first.article.id.text())));
    std::vector<TerminalCell> headings;
    for (const Version& version : first.versions) headings.push_back({"", heading_of(version)});
    out_.write(headings_.row("", headings));
    out_.write(style_.dim(page_.rule()));
  }

  void print(const Comparison& comparison) {
    for (const ComparedRow& row : comparison.rows) {
      const std::optional<std::uint32_t> block = block_of(comparison, row.row);
      if (block && last_block_ && *block != *last_block_) out_.line("");
      if (block) last_block_ = block;
      std::vector<TerminalCell> cells;
      for (std::size_t i = 0; i < comparison.versions.size(); ++i) {
        cells.push_back(
            {signs_of(row, i), segments_text(comparison.versions[i].view, range_of(row.row, i))});
      }
      out_.write(page_.row(row.label, cells));
      for (const Remark& remark : row.remarks) {
        if (!remark.dismissed) ++counts_[remark.sign];
      }
    }
  }

  void print_legend() {
    if (counts_.empty()) return;
    out_.write(style_.dim(page_.rule()));
    for (const auto& [sign, count] : counts_) {
      const SignWords words = words_of(sign);
      out_.line(fmt::format("{}  {} ({})", words.glyph, words.meaning, count));
    }
  }

 private:
  static std::vector<TerminalColumn> columns_of(const Comparison& comparison) {
    std::vector<TerminalColumn> columns;
    for (const Version& version : comparison.versions) {
      columns.push_back({version.language.text(), version.language.is_right_to_left()});
    }
    return columns;
  }

  // Headings are about a version, in our words: they run from left to right in every column.
  static SideBySide headings_page(const Comparison& comparison, std::size_t width) {
    auto columns = columns_of(comparison);
    for (TerminalColumn& column : columns) column.is_right_to_left = false;
    return {std::move(columns), width};
  }

  static std::optional<std::uint32_t> block_of(const Comparison& comparison, const Row& row) {
    if (row.original.empty()) return std::nullopt;
    return comparison.versions[0].view.segment(row.original.first).block;
  }

  Style style_;
  SideBySide page_, headings_;
  Output& out_;
  std::optional<std::uint32_t> last_block_;
  std::map<Sign, std::size_t> counts_;
};

void print_metrics(const Reading& reading, const RevisionAddress& earlier,
                   const RevisionAddress& later, const Scores& scores, Context& context) {
  Output& out = context.out();
  out.line("");
  out.line(fmt::format("{} scored by {}, {} pairs of sentences", earlier.text(), later.text(),
                       scores.sentences));
  for (const Score& score : scores.scores)
    out.line(fmt::format("{:<8}{:>9.4f}  {}", score.metric, score.value, score.signature));
  for (const EditShare& share : edit_shares(reading, earlier.article)) {
    out.line(
        fmt::format("{:>6.1f} %  changed by {} in {} ({})", 100 * share.share(),
                    share.editor.empty() ? "somebody not named" : without_controls(share.editor),
                    share.machine.text(),
                    share.engine.empty() ? "engine not named" : without_controls(share.engine)));
  }
}

ExitCode compare(const CompareOptions& options, Context& context) {
  const Reading reading = context.archive_to_read().read();
  const Wanted wanted = wanted_of(reading, options);
  const std::vector<std::string_view> choices(wanted.choices.begin(), wanted.choices.end());
  std::optional<ComparisonPrinter> printer;
  std::size_t remarks = 0;
  nlohmann::json json;
  const PairChoice pair = pair_choice(reading, wanted.article, options);
  std::optional<RevisionAddress> earlier, later;  // two versions in one language
  for (std::uint32_t part = 1, parts = 1; part <= parts; ++part) {
    const Comparison comparison =
        compare_versions(reading, wanted.article, choices, {part}, {pair.before, pair.after});
    parts = comparison.parts;
    remarks += comparison.remark_count;
    if (comparison.pair) {
      earlier = comparison.versions[comparison.pair->before].address;
      later = comparison.versions[comparison.pair->after].address;
    }
    if (part == 1) {
      for (const std::string& warning : comparison.warnings) context.warn("hexapla: " + warning);
    }
    if (context.options.json) {
      if (part == 1)
        json = {{"article", wanted.article.text()},
                {"versions", versions_json(comparison)},
                {"rows", nlohmann::json::array()}};
      for (const ComparedRow& row : comparison.rows)
        json["rows"].push_back(row_json(comparison, row));
    } else {
      if (!printer)
        printer.emplace(comparison, options.width == 0 ? terminal_columns() : options.width,
                        context.out());
      printer->print(comparison);
    }
  }
  std::optional<Scores> scores;
  if (options.metrics && earlier) scores = score_revisions(reading, *earlier, *later);
  if (context.options.json) {
    if (scores) {
      json["metrics"] = json_of(*scores);
      json["metrics"]["hypothesis"] = earlier->text();
      json["metrics"]["reference"] = later->text();
      json["metrics"]["edit_shares"] = json_of(edit_shares(reading, wanted.article));
    }
    if (earlier) json["pair"] = {{"before", earlier->text()}, {"after", later->text()}};
    context.out().line(json.dump(2));
  }
  if (printer) printer->print_legend();
  if (printer && scores) print_metrics(reading, *earlier, *later, *scores, context);
  if (options.metrics && !scores)
    context.say("no metrics: they compare two versions in one language, and there are none here");
  return options.has_exit_code && remarks > 0 ? ExitCode::findings : ExitCode::ok;
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<CompareOptions>();
  app.add_option("ARTICLE", options->article, "An article, or one of its versions")->required();
  app.add_option("VERSION", options->versions,
                 "`es`, `es~desk@2`, `original`, `latest`, `all`; the first is what the others are "
                 "compared with");
  app.add_option("--before", options->before,
                 "Of versions in one language, the one to compare word by word with --after; else "
                 "the two that were made of each other, or the first two")
      ->type_name("VERSION");
  app.add_option("--after", options->after, "The later of the two")->type_name("VERSION");
  app.add_option("--width", options->width, "Columns to fill; else those of the terminal")
      ->type_name("N");
  app.add_flag("--exit-code", options->has_exit_code, "Exit with 1 when any sign was set");
  app.add_flag("--metrics", options->metrics,
               "BLEU, chrF2, chrF2++ and TER of two versions in one language, and edit shares");
  return [options, &context] { return compare(*options, context); };
}

const RegisteredCommand kRegistered(
    {.name = "compare",
     .group = CommandGroup::texts,
     .order = 4,
     .summary = "Set versions of an article side by side, sentence by sentence.",
     .details = "Signs: ※ wanting in this version, ÷ not in the original, ≠ a number, date, unit "
                "or address "
                "differs,\n↻ made from an older text, = left untranslated, † doubtful. Kinds: ■ "
                "original, ◌ machine, ◐ post-edited, ● human, ? unknown.\n"
                "Differences are no error: the exit code is 0, or 1 with --exit-code.",
     .examples = {{"hexapla compare chegada", "the original and up to three versions"},
                  {"hexapla compare chegada es ar@1",
                   "the newest Spanish text and the first Arabic one"},
                  {"hexapla compare chegada es~apertium es~desk",
                   "what a person changed in a machine translation"},
                  {"hexapla compare chegada es~apertium es~desk --metrics",
                   "and how much that was, in numbers"},
                  {"hexapla compare chegada all --metrics --before es~apertium@1 --after es~desk@2",
                   "the same of two among many"},
                  {"hexapla compare chegada all --json", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
