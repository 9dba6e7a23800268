#pragma once

#include <map>
#include <string>
#include <vector>

namespace hexapla {

// RDF 1.1 as far as our exports need it: statements of three terms, and two ways to write them.

struct RdfTerm {
  enum class Kind { iri, blank, literal } kind = Kind::iri;
  std::string text;      // an IRI in full, a blank node's label, or the words of a literal
  std::string datatype;  // of a literal: an IRI in full; empty for plain words
  std::string language;  // of plain words: a BCP 47 tag; empty for none

  static RdfTerm iri(std::string text) { return {Kind::iri, std::move(text), {}, {}}; }
  static RdfTerm blank(std::string label) { return {Kind::blank, std::move(label), {}, {}}; }
  friend bool operator==(const RdfTerm&, const RdfTerm&) = default;
};

struct RdfTriple {
  RdfTerm subject;
  std::string predicate;  // an IRI in full
  RdfTerm object;
};

// Prefix → the IRI that names with it begin with.
using RdfNamespaces = std::map<std::string, std::string>;

// Turtle 1.1. Triples with one subject should stand together: they are written as one sentence.
std::string to_turtle(const std::vector<RdfTriple>& triples, const RdfNamespaces& namespaces);

// JSON-LD 1.1 with the context inline: nothing has to be fetched to read it.
std::string to_json_ld(const std::vector<RdfTriple>& triples, const RdfNamespaces& namespaces);

}  // namespace hexapla
