#include <array>

#include "http/api/api.h"
#include "http/comparison.h"
#include "http/problem.h"
#include "translate/exchange/prov_of_archive.h"
#include "translate/exchange/provenance_csv.h"

namespace hexapla {
namespace {

struct Format {
  std::string_view name, media_type;
};
constexpr std::array<Format, 4> kFormats{{{"prov-json", "application/json"},
                                          {"turtle", "text/turtle; charset=utf-8"},
                                          {"jsonld", "application/ld+json"},
                                          {"csv", "text/csv; charset=utf-8; header=present"}}};

const Format& format_asked_for(const Call& call) {
  const std::string_view wanted = call.request.parameter("format");
  for (const Format& format : kFormats) {
    if (wanted == format.name || (wanted.empty() && format.name == "prov-json")) return format;
  }
  Problem problem(400, "Unknown format", "The formats are prov-json, turtle, jsonld and csv.");
  problem.parameter = "format";
  throw problem;
}

std::string written(const Reading& reading, const std::vector<RevisionAddress>& addresses,
                    std::string_view format) {
  if (format == "csv") {
    std::string table = provenance_csv_header();
    for (const RevisionAddress& address : addresses) table += provenance_csv(reading, address);
    return table;
  }
  const ProvDocument document = prov_of(reading, addresses);
  if (format == "turtle") return to_turtle(to_rdf(document), document.namespaces);
  if (format == "jsonld") return to_json_ld(to_rdf(document), document.namespaces);
  return to_prov_json(document);
}

}  // namespace

// Where every revision of an article comes from, as W3C PROV or as a table.
Response api_provenance(const Call& call) {
  const ArticleSummary article = require_article(call.reading, call.names.at(0));
  const Format& format = format_asked_for(call);
  std::vector<RevisionAddress> addresses;
  for (const VariantSummary& variant : call.reading.variants(article.id)) {
    for (std::uint32_t number = 1; number <= variant.revisions; ++number)
      addresses.push_back({article.id, variant.id, number});
  }
  Response response = json_answer(written(call.reading, addresses, format.name));
  response.content_type = format.media_type;
  return response;
}

}  // namespace hexapla
