#pragma once

#include <string>
#include <utility>
#include <vector>

#include "translate/exchange/rdf.h"

namespace hexapla {

// A document of PROV-DM (W3C, 2013): what was made, by doing what, by whom, from what. Names are
// qualified, `archive:ferry/ar@1`; their prefixes are in `namespaces`.

// The value of an attribute.
struct ProvValue {
  std::string text;
  std::string type;      // qualified name of a datatype; `prov:QUALIFIED_NAME` where `text` names
                         // something; empty for plain words
  std::string language;  // of plain words
};
using ProvAttributes = std::vector<std::pair<std::string, ProvValue>>;

struct ProvNode {
  enum class Kind { entity, activity, agent } kind = Kind::entity;
  std::string name;
  ProvAttributes attributes;  // `prov:type` gives a class
  std::string start, end;     // of an activity; empty where not known
};

struct ProvRelation {
  enum class Kind {
    generated_by,       // entity, activity (or none), when
    used,               // activity, entity
    associated_with,    // activity, agent; `also` the plan
    attributed_to,      // entity, agent
    acted_on_behalf,    // who acted, for whom
    derived_from,       // entity, its source
    revision_of,        // entity, what was revised
    primary_source,     // entity, the original behind it
    specialization_of,  // entity, the more general one
    invalidated,        // entity, none, when
    alternate_of,       // entity, another that shows the same thing
  } kind = Kind::used;
  std::string from, to, also, time;
};

struct ProvDocument {
  RdfNamespaces namespaces;
  std::vector<ProvNode> nodes;  // each name once
  std::vector<ProvRelation> relations;
};

// PROV-JSON (W3C member submission, 24 April 2013).
std::string to_prov_json(const ProvDocument& document);

// The same as RDF in the terms of PROV-O: derivations by their own property each; times and plans
// by `prov:generatedAtTime`, `prov:invalidatedAtTime` and a qualified association.
std::vector<RdfTriple> to_rdf(const ProvDocument& document);

}  // namespace hexapla
