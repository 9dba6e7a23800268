#include "translate/exchange/prov_document.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace hexapla {
namespace {

using nlohmann::json;

constexpr std::string_view kRdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kQualified = "prov:QUALIFIED_NAME";

// What a relation is called, and its members, in each of the two notations.
struct RelationWords {
  std::string_view record, from, to, also;  // PROV-JSON
  std::string_view type;                    // PROV-JSON: a kind of derivation
  std::string_view property;                // PROV-O; empty: only its time is said
  std::string_view time;                    // PROV-O
};
constexpr std::array<RelationWords, 11> kRelations{{
    {"wasGeneratedBy", "prov:entity", "prov:activity", "", "", "prov:wasGeneratedBy",
     "prov:generatedAtTime"},
    {"used", "prov:activity", "prov:entity", "", "", "prov:used", ""},
    {"wasAssociatedWith", "prov:activity", "prov:agent", "prov:plan", "", "prov:wasAssociatedWith",
     ""},
    {"wasAttributedTo", "prov:entity", "prov:agent", "", "", "prov:wasAttributedTo", ""},
    {"actedOnBehalfOf", "prov:delegate", "prov:responsible", "", "", "prov:actedOnBehalfOf", ""},
    {"wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity", "", "", "prov:wasDerivedFrom",
     ""},
    {"wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity", "", "prov:Revision",
     "prov:wasRevisionOf", ""},
    {"wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity", "", "prov:PrimarySource",
     "prov:hadPrimarySource", ""},
    {"specializationOf", "prov:specificEntity", "prov:generalEntity", "", "",
     "prov:specializationOf", ""},
    {"wasInvalidatedBy", "prov:entity", "prov:activity", "", "", "prov:wasInvalidatedBy",
     "prov:invalidatedAtTime"},
    {"alternateOf", "prov:alternate1", "prov:alternate2", "", "", "prov:alternateOf", ""},
}};

const RelationWords& words_of(const ProvRelation& relation) {
  return kRelations[static_cast<std::size_t>(relation.kind)];
}

json json_of(const ProvValue& value) {
  if (value.type.empty() && value.language.empty()) return value.text;
  json object{{"$", value.text}};
  if (!value.type.empty()) object["type"] = value.type;
  if (!value.language.empty()) object["lang"] = value.language;
  return object;
}

void add(json& object, const std::string& member, json value) {
  if (!object.contains(member)) {
    object[member] = std::move(value);
    return;
  }
  if (!object[member].is_array()) object[member] = json::array({std::move(object[member])});
  object[member].push_back(std::move(value));
}

class RdfWriter {
 public:
  explicit RdfWriter(const ProvDocument& document) : document_(document) {}

  std::vector<RdfTriple> write() {
    for (const ProvNode& node : document_.nodes) write(node);
    for (const ProvRelation& relation : document_.relations) write(relation);
    // With the triples of the same subject, for those who write them as one sentence.
    std::stable_sort(triples_.begin(), triples_.end(), [&](const RdfTriple& a, const RdfTriple& b) {
      return rank(a.subject) < rank(b.subject);
    });
    return std::move(triples_);
  }

 private:
  std::string full(std::string_view name) const {
    const std::size_t colon = name.find(':');
    return document_.namespaces.at(std::string(name.substr(0, colon))) +
           std::string(name.substr(colon + 1));
  }
  RdfTerm term(std::string_view name) const { return RdfTerm::iri(full(name)); }

  RdfTerm term(const ProvValue& value) const {
    if (value.type == kQualified) return term(value.text);
    return {RdfTerm::Kind::literal, value.text,
            value.type.empty() ? std::string() : full(value.type), value.language};
  }

  std::size_t rank(const RdfTerm& subject) const {
    const auto found = ranks_.find(subject.text);
    return found == ranks_.end() ? ranks_.size() : found->second;
  }

  void add(const RdfTerm& subject, std::string_view property, RdfTerm object) {
    ranks_.emplace(subject.text, ranks_.size());
    triples_.push_back({subject, property == kRdfType ? std::string(kRdfType) : full(property),
                        std::move(object)});
  }
  void add_time(const RdfTerm& subject, std::string_view property, const std::string& time) {
    if (!time.empty()) add(subject, property, term(ProvValue{time, "xsd:dateTime", {}}));
  }

  void write(const ProvNode& node) {
    constexpr std::array<std::string_view, 3> kClasses{"prov:Entity", "prov:Activity",
                                                       "prov:Agent"};
    const RdfTerm subject = term(node.name);
    add(subject, kRdfType, term(kClasses[static_cast<std::size_t>(node.kind)]));
    for (const auto& [name, value] : node.attributes)
      add(subject, name == "prov:type" ? kRdfType : std::string_view(name), term(value));
    add_time(subject, "prov:startedAtTime", node.start);
    add_time(subject, "prov:endedAtTime", node.end);
  }

  void write(const ProvRelation& relation) {
    const RelationWords& words = words_of(relation);
    const RdfTerm subject = term(relation.from);
    if (!relation.to.empty()) add(subject, words.property, term(relation.to));
    if (!words.time.empty()) add_time(subject, words.time, relation.time);
    if (relation.also.empty()) return;
    const RdfTerm association = RdfTerm::blank("association" + std::to_string(++associations_));
    add(subject, "prov:qualifiedAssociation", association);
    add(association, kRdfType, term("prov:Association"));
    add(association, "prov:agent", term(relation.to));
    add(association, "prov:hadPlan", term(relation.also));
  }

  const ProvDocument& document_;
  std::vector<RdfTriple> triples_;
  std::map<std::string, std::size_t> ranks_;  // of subjects, in the order of their first triple
  std::size_t associations_ = 0;
};

}  // namespace

std::string to_prov_json(const ProvDocument& document) {
  json object{{"prefix", json::object()}};
  for (const auto& [prefix, start] : document.namespaces) {
    // These two every reader of PROV-JSON knows (section 2.2).
    if (prefix != "prov" && prefix != "xsd") object["prefix"][prefix] = start;
  }
  constexpr std::array<const char*, 3> kRecords{"entity", "activity", "agent"};
  for (const ProvNode& node : document.nodes) {
    json attributes = json::object();
    for (const auto& [name, value] : node.attributes) add(attributes, name, json_of(value));
    if (!node.start.empty()) attributes["prov:startTime"] = node.start;
    if (!node.end.empty()) attributes["prov:endTime"] = node.end;
    object[kRecords[static_cast<std::size_t>(node.kind)]][node.name] = std::move(attributes);
  }
  std::size_t number = 0;
  for (const ProvRelation& relation : document.relations) {
    const RelationWords& words = words_of(relation);
    json members{{words.from, relation.from}};
    if (!relation.to.empty()) members[std::string(words.to)] = relation.to;
    if (!relation.also.empty()) members[std::string(words.also)] = relation.also;
    if (!relation.time.empty()) members["prov:time"] = relation.time;
    if (!words.type.empty()) members["prov:type"] = {{"$", words.type}, {"type", kQualified}};
    object[std::string(words.record)]["_:r" + std::to_string(++number)] = std::move(members);
  }
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

std::vector<RdfTriple> to_rdf(const ProvDocument& document) { return RdfWriter(document).write(); }

}  // namespace hexapla
