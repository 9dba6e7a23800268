#include "http/pages/json_ld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "store/archive/source.h"
#include "store/model/claim_rules.h"
#include "store/model/disclosure.h"

namespace hexapla {
namespace {

using nlohmann::json;

std::string id_of(const RevisionAddress& address) { return "/a/" + address.text(); }

// Somebody by name. What kind of agent it is only where a claim says so: a name alone may be a
// person's, an organization's or a program's.
json agent(const std::string& name, const std::vector<Statement>& standing) {
  json one{{"name", name}};
  for (const Statement& statement : standing) {
    const Claim& claim = statement.claim;
    const auto says = [&](const char* detail, std::string_view value) {
      const auto held = claim.details.find(detail);
      return held != claim.details.end() && held->second == value;
    };
    const bool is_named = claim.value == name;
    const bool is_answering = claim.property == Property::editorial_responsibility && is_named;
    if (claim.property == Property::engine && is_named) one["@type"] = "SoftwareApplication";
    if ((claim.property == Property::organization && is_named) ||
        (is_answering && says("type", "organization")))
      one["@type"] = "Organization";
    if ((is_answering && says("type", "person")) ||
        (claim.property == Property::segment_origin && says("person", name)))
      one["@type"] = "Person";
  }
  return one;
}

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
  if (source.address) {
    // Made from a text in the same language, it is none of its translations.
    const bool is_translation =
        source.address->variant.language().language() != address.variant.language().language();
    work[is_translation ? "translationOfWork" : "isBasedOn"] = {{"@type", "NewsArticle"},
                                                                {"@id", id_of(*source.address)}};
  }
  json translators = json::array();
  if (provenance.engine) {
    json engine{{"@type", "SoftwareApplication"}, {"name", provenance.engine->value}};
    if (provenance.engine_version) engine["softwareVersion"] = provenance.engine_version->value;
    translators.push_back(std::move(engine));
  }
  if (provenance.translator) translators.push_back(agent(provenance.translator->value, standing));
  if (!translators.empty())
    work["translator"] = translators.size() == 1 ? translators[0] : translators;
  if (provenance.editor) work["editor"] = agent(provenance.editor->value, standing);
  if (provenance.author) work["author"] = agent(provenance.author->value, standing);
  if (provenance.publisher) work["publisher"] = agent(provenance.publisher->value, standing);
  if (provenance.published) work["datePublished"] = provenance.published->value;
  if (provenance.updated) work["dateModified"] = provenance.updated->value;
  if (provenance.licence) work["license"] = provenance.licence->value;
  if (provenance.source_uri && is_web_address(provenance.source_uri->value))
    work["url"] = provenance.source_uri->value;
  if (disclosure.digital_source_type)
    work["digitalSourceType"] = {
        {"@id", std::string(kDigitalSourceTypes) + disclosure.digital_source_type->value}};
  return work;
}

void write_graph(Html& page, const json& graph) {
  const json document{{"@context", {{"@vocab", "https://schema.org/"}}}, {"@graph", graph}};
  page << "<script type=\"application/ld+json\">"
       << ScriptData{document.dump(-1, ' ', false, json::error_handler_t::replace)}
       << "</script>\n";
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
  write_graph(page, graph);
}

void write_json_ld_list(Html& page, std::string_view type, std::string_view name,
                        const std::vector<Listed>& items) {
  json elements = json::array();
  for (const Listed& item : items) {
    json element{{"@type", item.type}, {"@id", item.path}};
    if (!item.name.empty()) element["name"] = item.name;
    if (!item.language.empty()) element["inLanguage"] = item.language;
    if (!item.date.empty()) element["dateCreated"] = item.date;
    elements.push_back(
        {{"@type", "ListItem"}, {"position", elements.size() + 1}, {"item", std::move(element)}});
  }
  write_graph(page, json::array({{{"@type", type},
                                  {"name", name},
                                  {"mainEntity",
                                   {{"@type", "ItemList"},
                                    {"numberOfItems", items.size()},
                                    {"itemListElement", std::move(elements)}}}}}));
}

std::vector<RevisionAddress> newest_revisions(const Reading& reading, const ArticleId& article) {
  std::vector<RevisionAddress> newest;
  for (const VariantSummary& variant : reading.variants(article))
    newest.push_back({article, variant.id, variant.newest});
  return newest;
}

}  // namespace hexapla
