#include "translate/align/consistency.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/cli/command.h"
#include "translate/align/named_sentences.h"

namespace hexapla {

namespace {

struct ConsistencyOptions {
  std::string article;
  bool every_pair = false;
};

class ConsistencyReport {
 public:
  ConsistencyReport(const ConsistencyOptions& options, Context& context)
      : options_(options), context_(context) {}

  void tell(const Reading& reading, const ArticleId& article) {
    for (const Chain& chain : chains_of(reading, article, options_.every_pair)) {
      const Consistency measured = measure_consistency(reading, chain);
      ++chains_;
      composed_ += measured.composed;
      direct_ += measured.direct;
      agreeing_ += measured.agreeing;
      differ_ = differ_ || !measured.disagreements.empty();
      if (context_.options.json)
        tell_json(chain, measured);
      else
        tell_words(chain, measured);
    }
  }

  ExitCode finish() {
    if (chains_ == 0) {
      context_.say(options_.every_pair ? "no article has two versions"
                                       : "no version was made from another version: --all compares "
                                         "each two versions all the same");
    } else {
      context_.say(fmt::format(
          "{} chains, {:.3f} of beads agree", chains_,
          composed_ + direct_ == 0
              ? 1.0
              : 2.0 * static_cast<double>(agreeing_) / static_cast<double>(composed_ + direct_)));
    }
    return differ_ ? ExitCode::findings : ExitCode::ok;
  }

 private:
  void tell_words(const Chain& chain, const Consistency& measured) {
    context_.out().line(fmt::format("{} → {} → {}  {:.3f}  {} of {} beads as directly",
                                    chain.original.text(), chain.through.text(),
                                    chain.version.text(), measured.agreement(), measured.agreeing,
                                    measured.composed));
    for (const Disagreement& one : measured.disagreements)
      context_.out().line(fmt::format("  {}  {} beads composed, {} directly",
                                      NamedSentences{one.source, one.target}.text(),
                                      one.composed_beads, one.direct_beads));
  }

  void tell_json(const Chain& chain, const Consistency& measured) {
    auto disagreements = nlohmann::json::array();
    for (const Disagreement& one : measured.disagreements)
      disagreements.push_back({{"original", sentence_numbers(one.source)},
                               {"version", sentence_numbers(one.target)},
                               {"composed_beads", one.composed_beads},
                               {"direct_beads", one.direct_beads}});
    context_.out().line(
        nlohmann::json{{"original", chain.original.text()},
                       {"through", chain.through.text()},
                       {"version", chain.version.text()},
                       {"composed", measured.composed},
                       {"direct", measured.direct},
                       {"agreeing", measured.agreeing},
                       {"agreement", std::round(measured.agreement() * 1000) / 1000},
                       {"disagreements", std::move(disagreements)}}
            .dump());
  }

  const ConsistencyOptions& options_;
  Context& context_;
  std::uint64_t chains_ = 0, composed_ = 0, direct_ = 0, agreeing_ = 0;
  bool differ_ = false;
};

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ConsistencyOptions>();
  app.add_option("ARTICLE", options->article, "One article; else all");
  app.add_flag("--all", options->every_pair,
               "Compare through each two versions, not only where one was made from the other");
  return [options, &context] {
    const Reading reading = context.archive_to_read().read();
    ConsistencyReport report(*options, context);
    if (!options->article.empty()) {
      report.tell(reading, reading.resolve(options->article).article);
      return report.finish();
    }
    constexpr std::size_t kPage = 500;
    std::string cursor;
    do {
      const auto page = reading.articles({}, cursor, kPage);
      if (!page) break;
      for (const ArticleSummary& article : page->articles) report.tell(reading, article.id);
      cursor = page->next_cursor;
    } while (!cursor.empty());
    return report.finish();
  };
}

const RegisteredCommand kRegistered(
    {.name = "consistency",
     .group = CommandGroup::texts,
     .order = 46,
     .summary =
         "Measure whether versions agree about the original, directly and through each other.",
     .details =
         "Of a version that was made from another version, the two alignments along the way are "
         "composed and compared with\n"
         "the version aligned directly with the original: the share of beads that both have (F1), "
         "and the sentences where they\n"
         "part ways, numbered as by `hexapla beads`. Ends with 1 when there are such.",
     .examples = {{"hexapla consistency chegada", "each chain of one article"},
                  {"hexapla consistency --all --json", "each two versions of every article"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
