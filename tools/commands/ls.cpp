#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/cli/command.h"
#include "tools/cli/option_values.h"
#include "tools/cli/usage_error.h"
#include "tools/describing/revision_json.h"
#include "tools/terminal/style.h"
#include "tools/terminal/table.h"
#include "translate/lineage/staleness.h"

namespace hexapla {

namespace {

struct ListOptions {
  std::string article;
  std::string language, kind, engine, label;
  std::size_t limit = 0;
  bool is_stale = false;
  bool names_only = false;
};

ArticleFilter filter_of(const ListOptions& options) {
  ArticleFilter filter;
  if (const auto language = language_option("--lang", options.language))
    filter.language = language->text();
  if (const auto kind = kind_option("--kind", options.kind)) filter.kind = name(*kind);
  filter.engine = options.engine;
  filter.label = options.label;
  return filter;
}

// The variants by name where they are few; else how many there are, and in which languages.
std::string variants_of(const Reading& reading, const ArticleId& article) {
  constexpr std::size_t kMostNamed = 6;
  std::vector<std::string> names, languages;
  for (const VariantSummary& variant : reading.variants(article)) {
    names.push_back(variant.id.text());
    const std::string language = variant.id.language().text();
    if (std::find(languages.begin(), languages.end(), language) == languages.end())
      languages.push_back(language);
  }
  if (names.size() <= kMostNamed) return fmt::format("{}", fmt::join(names, " "));
  const std::size_t named = std::min(languages.size(), kMostNamed - 1);
  const std::size_t more = languages.size() - named;
  return fmt::format(
      "{} in {}{}", names.size(),
      fmt::join(languages.begin(), languages.begin() + static_cast<std::ptrdiff_t>(named), " "),
      more == 0 ? "" : fmt::format(" +{}", more));
}

void list_articles(const Reading& reading, const ListOptions& options, Context& context) {
  constexpr std::size_t kPage = 500;
  const ArticleFilter filter = filter_of(options);
  std::vector<std::vector<std::string>> rows;
  std::string cursor;
  std::size_t listed = 0;
  do {
    const std::size_t wanted = options.limit == 0 ? kPage : std::min(kPage, options.limit - listed);
    const auto page = reading.articles(filter, cursor, wanted);
    if (!page) break;
    for (const ArticleSummary& article : page->articles) {
      if (options.is_stale && stale_versions(reading, article.id).empty()) continue;
      ++listed;
      if (context.options.json) {
        context.out().line(to_json(article).dump());
      } else if (options.names_only) {
        context.out().line(article.id.text());
      } else {
        rows.push_back({article.id.text(), variants_of(reading, article.id), article.title});
      }
    }
    // Rows of a page are as wide as the page needs: an archive of a million articles is listed as
    // it is read.
    context.out().write(table_text(rows, terminal_columns()));
    rows.clear();
    cursor = page->next_cursor;
  } while (!cursor.empty() && (options.limit == 0 || listed < options.limit));
  if (listed == 0)
    context.say("no articles" + std::string(filter.language.empty() && filter.kind.empty() &&
                                                    filter.engine.empty() && filter.label.empty() &&
                                                    !options.is_stale
                                                ? ""
                                                : " that fit"));
}

void list_variants(const Reading& reading, const ArticleId& article, bool names_only,
                   Context& context) {
  std::vector<std::vector<std::string>> rows;
  const auto title_of = [&](const VariantSummary& variant) {
    return reading.title({article, variant.id, variant.newest});
  };
  for (const VariantSummary& variant : reading.variants(article)) {
    if (context.options.json) {
      auto json = to_json(variant, title_of(variant));
      json["article"] = article.text();
      context.out().line(json.dump());
    } else if (names_only) {
      context.out().line(article.text() + "/" + variant.id.text());
    } else {
      const std::string made_by =
          std::string(name(variant.kind)) + (variant.engine.empty() ? "" : ", " + variant.engine);
      rows.push_back({fmt::format("{}/{}@{}", article.text(), variant.id.text(), variant.newest),
                      made_by, variant.is_withdrawn ? "(withdrawn)" : title_of(variant)});
    }
  }
  context.out().write(table_text(rows, terminal_columns()));
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ListOptions>();
  app.add_option("ARTICLE", options->article, "List its versions");
  app.add_option("--lang", options->language, "Articles with a version in this language")
      ->type_name("TAG");
  app.add_option("--kind", options->kind, "… with a version of this kind")->type_name("KIND");
  app.add_option("--engine", options->engine, "… with a version by this engine")->type_name("NAME");
  app.add_option("--label", options->label,
                 "… with a label of this class: machine, post-edited, human, unspecified")
      ->type_name("CLASS");
  app.add_flag(
      "--stale", options->is_stale,
      "… with a version made from an older text (`hexapla stale` says in which sentences)");
  app.add_flag("--names", options->names_only, "Only addresses, as other commands take them");
  app.add_option("-n,--limit", options->limit, "At most so many articles")->type_name("N");
  return [options, &context] {
    const Reading reading = context.archive_to_read().read();
    if (options->article.empty()) {
      list_articles(reading, *options, context);
    } else {
      list_variants(reading, reading.resolve(options->article).article, options->names_only,
                    context);
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "ls",
     .group = CommandGroup::texts,
     .order = 2,
     .summary = "List articles, or the versions of one.",
     .details = "Newest first. With --json a line of JSON for each.",
     .examples = {{"hexapla ls", "everything"},
                  {"hexapla ls --lang ar --kind machine", "with a machine version in Arabic"},
                  {"hexapla ls chegada", "the versions of one article"},
                  {"hexapla ls --json | jq -r .article", "for other programs"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
