#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "tools/describing/revision_json.h"
#include "tools/loading/folder_writer.h"
#include "tools/terminal/progress.h"
#include "translate/exchange/archive_line.h"
#include "translate/exchange/bagit_export.h"
#include "translate/exchange/ocfl_export.h"
#include "translate/exchange/provenance_csv.h"
#include "translate/exchange/tmx.h"
#include "translate/exchange/warc_export.h"

namespace hexapla {

namespace {

struct ExportOptions {
  std::string article, format;
};

void export_everything(const Reading& reading, Context& context) {
  Progress progress("exporting", !context.options.quiet && !context.out().is_terminal());
  const std::uint64_t events = reading.event_count();
  for (std::uint64_t number = 0; number < events; ++number) {
    context.out().line(to_archive_line(reading, number));
    progress.show(number + 1, events);
  }
}

void export_warc(const Reading& reading, Context& context) {
  Progress progress("exporting", !context.options.quiet && !context.out().is_terminal());
  const std::uint64_t events = reading.event_count();
  const auto newest = events == 0 ? std::nullopt : reading.event(events - 1);
  if (newest) context.out().write(warc_info(HEXAPLA_VERSION, newest->time));
  for (std::uint64_t number = 0; number < events; ++number) {
    context.out().write(to_warc_records(reading, number));
    progress.show(number + 1, events);
  }
}

void export_article(const Reading& reading, const ArticleId& article, Context& context) {
  const auto summary = reading.article(article);
  if (!summary)
    throw StoreError(StoreError::Kind::corrupt, "article " + article.text() + " is missing");
  auto json = to_json(*summary);
  json["variants"] = nlohmann::json::array();
  for (const VariantSummary& variant : reading.variants(article)) {
    auto one = to_json(variant, reading.title({article, variant.id, variant.newest}));
    one["revisions"] = nlohmann::json::array();
    for (const RevisionRecord& record : reading.revisions(article, variant.id)) {
      one["revisions"].push_back(revision_json(reading, record.address));
    }
    json["variants"].push_back(std::move(one));
  }
  context.out().line(json.dump(2));
}

// Of everything, of one article, or of one version.
void export_tmx(const Reading& reading, const std::string& wanted, Context& context) {
  const auto write = [&](std::string_view units) { context.out().write(units); };
  if (wanted.empty()) {
    write(tmx_begin(HEXAPLA_VERSION, ""));
    Progress progress("exporting", !context.options.quiet && !context.out().is_terminal());
    const std::uint64_t articles = reading.stats().articles;
    std::uint64_t done = 0;
    std::string cursor;
    do {
      const auto page = reading.articles({}, cursor, 100);
      for (const ArticleSummary& article : page->articles) {
        write_tmx_units(reading, article.id, write);
        progress.show(++done, articles);
      }
      cursor = page->next_cursor;
    } while (!cursor.empty());
  } else {
    const RevisionAddress version = reading.resolve(wanted);
    const auto source = tmx_source(reading, version);
    write(tmx_begin(HEXAPLA_VERSION, reading.article(version.article)->language));
    if (source)
      write(tmx_units(reading, *source, version));
    else
      write_tmx_units(reading, version.article, write);
  }
  write(tmx_end());
}

void export_folder(const Reading& reading, const std::string& format, Context& context) {
  if (context.options.output.empty() || context.options.output == "-") {
    throw UsageError("--format " + format + " makes a folder: name a new one with -o");
  }
  FolderWriter folder(context.options.output);
  const FileSink put = [&](const std::string& path, std::string_view bytes) {
    folder.put(path, bytes);
  };
  (format == "ocfl" ? export_ocfl : export_bagit)(reading, put);
  folder.finish();
}

void check_format(const ExportOptions& options) {
  static const std::vector<std::string> kFormats = {"json", "tmx",  "ndjson", "csv",
                                                    "warc", "ocfl", "bagit"};
  if (options.format.empty()) return;
  if (std::find(kFormats.begin(), kFormats.end(), options.format) == kFormats.end()) {
    throw UsageError("--format: \"" + options.format +
                     "\" is none: json, tmx, ndjson, csv, warc, ocfl or bagit");
  }
  if (options.article.empty() && options.format == "json") {
    throw UsageError("--format json wants one ARTICLE");
  }
  if (!options.article.empty() && options.format == "csv") {
    throw UsageError("--format csv is of everything; of one article: hexapla provenance " +
                     options.article + " --format csv");
  }
  if (!options.article.empty() && options.format != "json" && options.format != "tmx") {
    throw UsageError("--format " + options.format + " is of everything: leave ARTICLE out");
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ExportOptions>();
  app.add_option("ARTICLE", options->article, "One article, as JSON or TMX; as TMX also one version");
  app.add_option("--format", options->format,
                 "json (one article); tmx (everything, an article or a version); ndjson, csv (every "
                 "claim), warc, ocfl or bagit (everything)")
      ->type_name("NAME");
  return [options, &context] {
    check_format(*options);
    const Reading reading = context.archive_to_read().read();
    if (options->format == "tmx") {
      export_tmx(reading, options->article, context);
    } else if (!options->article.empty()) {
      export_article(reading, reading.resolve(options->article).article, context);
    } else if (options->format == "csv") {
      write_provenance_csv(reading, [&](std::string_view text) { context.out().write(text); });
    } else if (options->format == "warc") {
      if (context.out().is_terminal())
        throw UsageError("a web archive is no text: name a file with -o all.warc.gz");
      export_warc(reading, context);
    } else if (options->format == "ocfl" || options->format == "bagit") {
      export_folder(reading, options->format, context);
    } else {
      export_everything(reading, context);
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "export",
     .group = CommandGroup::exchange,
     .order = 2,
     .summary = "Write everything, or one article, for other programs.",
     .details = "Everything is a line for each event, with the texts and captures it names. "
                "Imported into an empty archive it\n"
                "gives the same articles, revisions, digests, captures, statements and "
                "retractions. Different there are the ids,\n"
                "times and actors of events, since they say what happened in that archive.",
     .examples =
         {{"hexapla export -o all.ndjson", "everything, in a file that appears when it is whole"},
          {"hexapla export --format warc -o all.warc.gz",
           "the same as a web archive, for archivists' tools; `hexapla import` takes it back"},
          {"hexapla export --format ocfl -o storage",
           "a new folder that repositories keep: an OCFL object an article (or bagit)"},
          {"hexapla export --format tmx chegada -o chegada.tmx",
           "its aligned sentences as a translation memory, for translators' tools"},
          {"hexapla export chegada", "one article with all its versions and where they come from"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
