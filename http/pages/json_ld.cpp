#include "http/pages/json_ld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "store/model/claim_rules.h"
#include "store/model/disclosure.h"
#include "store/archive/source.h"

namespace hexapla {
namespace {

using nlohmann::json;

std::string id_of(const RevisionAddress& address) { return "/a/" + address.text(); }

json agent(const char* type, const std::string& name) { return {{"@type", type}, {"name", name}}; }

std::vector<Statement> standing_of(const Reading& reading, const RevisionAddress& address) {
  std::vector<Statement> standing;
  for (RecordedStatement& recorded : reading.statements(address)) {
    if (!recorded.retracted) standing.push_back(std::move(recorded.statement));
  }
  return standing;
}

json work_of(const Reading& reading, const RevisionAddress& address) {
  const std::vector<Statement> standing = standing_of(reading, address);
  const Provenance provenance = compute_provenance(standing);
  const Disclosure disclosure = compute_disclosure(standing);
  json work{{"@type", "NewsArticle"},
            {"@id", id_of(address)},
            {"inLanguage", address.variant.language().text()},
            {"version", address.number}};
  if (const auto view = reading.view(address); view && !view->title().empty())
    work["headline"] = view->title();
  if (const auto record = reading.revision(address))
    work["identifier"] = "sha256:" + record->digest.hex();
  const Source source = source_of(reading, address);
  if (source.address)
    work["translationOfWork"] = {{"@type", "NewsArticle"}, {"@id", id_of(*source.address)}};
  json translators = json::array();
  if (provenance.engine) {
    json engine = agent("SoftwareApplication", provenance.engine->value);
    if (provenance.engine_version) engine["softwareVersion"] = provenance.engine_version->value;
    translators.push_back(std::move(engine));
  }
  if (provenance.translator) translators.push_back(agent("Person", provenance.translator->value));
  if (!translators.empty())
    work["translator"] = translators.size() == 1 ? translators[0] : translators;
  if (provenance.editor) work["editor"] = agent("Person", provenance.editor->value);
  if (provenance.author) work["author"] = agent("Person", provenance.author->value);
  if (provenance.publisher) work["publisher"] = agent("Organization", provenance.publisher->value);
  if (provenance.published) work["datePublished"] = provenance.published->value;
  if (provenance.updated) work["dateModified"] = provenance.updated->value;
  if (provenance.licence) work["license"] = provenance.licence->value;
  if (provenance.source_uri && is_web_address(provenance.source_uri->value))
    work["isBasedOn"] = provenance.source_uri->value;
  if (disclosure.digital_source_type)
    work["digitalSourceType"] = {
        {"@id", std::string(kDigitalSourceTypes) + disclosure.digital_source_type->value}};
  return work;
}

}  // namespace

void write_json_ld(Html& page, const Reading& reading,
                   const std::vector<RevisionAddress>& revisions) {
  json graph = json::array();
  std::map<std::string, std::size_t> places;
  for (const RevisionAddress& address : revisions) {
    if (!places.emplace(id_of(address), graph.size()).second) continue;
    graph.push_back(work_of(reading, address));
  }
  // The other way round, among those that the page shows.
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (!graph[i].contains("translationOfWork")) continue;
    const auto original = places.find(graph[i]["translationOfWork"]["@id"].get<std::string>());
    if (original != places.end())
      graph[original->second]["workTranslation"].push_back(
          {{"@type", "NewsArticle"}, {"@id", graph[i]["@id"]}});
  }
  if (graph.empty()) return;
  const json document{{"@context", {{"@vocab", "https://schema.org/"}}}, {"@graph", graph}};
  page << "<script type=\"application/ld+json\">"
       << ScriptData{document.dump(-1, ' ', false, json::error_handler_t::replace)}
       << "</script>\n";
}

std::vector<RevisionAddress> newest_revisions(const Reading& reading, const ArticleId& article) {
  std::vector<RevisionAddress> newest;
  for (const VariantSummary& variant : reading.variants(article))
    newest.push_back({article, variant.id, variant.newest});
  return newest;
}

}  // namespace hexapla
