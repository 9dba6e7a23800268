#include <fmt/format.h>

#include <algorithm>

#include "tools/cli/command.h"
#include "tools/cli/usage_error.h"
#include "tools/describing/provenance_text.h"
#include "tools/describing/revision_json.h"
#include "tools/terminal/progress.h"
#include "tools/terminal/style.h"
#include "translate/exchange/prov_of_archive.h"
#include "translate/exchange/provenance_csv.h"

namespace hexapla {

namespace {

struct ProvenanceOptions {
  std::string what, format;
  bool is_all = false;
};

// Every revision that is meant: of `article` all, of `article/variant` all of that one, else the
// one.
std::vector<RevisionAddress> chosen(const Reading& reading, const std::string& what) {
  const RevisionAddress resolved = reading.resolve(what);
  const bool is_one = what.find('@') != std::string::npos ||
                      (what.find('/') == std::string::npos && what != resolved.article.text());
  if (is_one) return {resolved};
  std::vector<RevisionAddress> all;
  for (const VariantSummary& variant : reading.variants(resolved.article)) {
    if (what.find('/') != std::string::npos && variant.id != resolved.variant) continue;
    for (std::uint32_t number = 1; number <= variant.revisions; ++number)
      all.push_back({resolved.article, variant.id, number});
  }
  return all;
}

void write_as(const std::string& format, const Reading& reading,
              const std::vector<RevisionAddress>& addresses, Output& out) {
  if (format == "csv") {
    out.write(provenance_csv_header());
    for (const RevisionAddress& address : addresses) out.write(provenance_csv(reading, address));
    return;
  }
  const ProvDocument document = prov_of(reading, addresses);
  if (format == "prov-json") {
    out.write(to_prov_json(document));
  } else if (format == "turtle") {
    out.write(to_turtle(to_rdf(document), document.namespaces));
  } else {
    out.write(to_json_ld(to_rdf(document), document.namespaces));
  }
}

Command::Action set_up(CLI::App& app, Context& context) {
  auto options = std::make_shared<ProvenanceOptions>();
  app.add_option("WHAT", options->what,
                 "An article (all its versions), article/variant (all its revisions), "
                 "article/variant@3, or a digest");
  app.add_option("--format", options->format, "text, json, prov-json, turtle, jsonld or csv")
      ->type_name("NAME");
  app.add_flag("--all", options->is_all, "Of the whole archive, as CSV");
  return [options, &context] {
    std::string format = options->format;
    if (format.empty()) format = context.options.json ? "json" : options->is_all ? "csv" : "text";
    const std::vector<std::string> formats{"text", "json", "prov-json", "turtle", "jsonld", "csv"};
    if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
      throw UsageError("--format: \"" + format +
                       "\" is none: text, json, prov-json, turtle, jsonld or csv");
    }
    if (options->is_all == !options->what.empty())
      throw UsageError("name an article or a revision, or say --all");
    if (options->is_all && format != "csv")
      throw UsageError("--all is a table: --format csv. Other formats are of one article");
    const Reading reading = context.archive_to_read().read();
    if (options->is_all) {
      write_provenance_csv(reading, [&](std::string_view text) { context.out().write(text); });
      return ExitCode::ok;
    }
    const std::vector<RevisionAddress> addresses = chosen(reading, options->what);
    if (format == "json") {
      for (const RevisionAddress& address : addresses)
        context.out().line(provenance_json(reading, address).dump());
    } else if (format == "text") {
      context.out().write(provenance_text(reading, addresses, Style(context.out().is_terminal())));
    } else {
      write_as(format, reading, addresses, context.out());
    }
    return ExitCode::ok;
  };
}

const RegisteredCommand kRegistered(
    {.name = "provenance",
     .group = CommandGroup::provenance,
     .order = 1,
     .summary = "Say where a text comes from, who says so, and on what basis.",
     .details = "A timeline of everything that was claimed, with what became of each claim: shown, "
                "outweighed by a\n"
                "stronger or newer one, standing beside it, or taken back. prov-json, turtle and "
                "jsonld are W3C PROV;\n"
                "csv has a line for each claim, json one for each revision.",
     .examples = {{"hexapla provenance chegada", "of the article and all its versions"},
                  {"hexapla provenance chegada/es@1", "of one revision"},
                  {"hexapla provenance chegada --format turtle -o chegada.ttl",
                   "for a triple store"},
                  {"hexapla provenance --all -o provenance.csv",
                   "every claim of the archive, for a spreadsheet"}},
     .set_up = set_up});

}  // namespace

}  // namespace hexapla
