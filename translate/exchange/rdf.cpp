#include "translate/exchange/rdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace hexapla {
namespace {

using nlohmann::json;

constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// The name without its namespace, where it is letters and digits: then it needs no escapes
// anywhere.
std::optional<std::string> short_name(const std::string& iri, const RdfNamespaces& namespaces) {
  for (const auto& [prefix, start] : namespaces) {
    if (!iri.starts_with(start) || iri.size() == start.size()) continue;
    const std::string_view local = std::string_view(iri).substr(start.size());
    const bool plain = std::all_of(local.begin(), local.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    if (plain) return prefix + ":" + std::string(local);
  }
  return std::nullopt;
}

// What Turtle forbids within <> (section 6.4, IRIREF) is escaped by number.
std::string iri_text(const std::string& iri, const RdfNamespaces& namespaces) {
  if (const auto name = short_name(iri, namespaces)) return *name;
  std::string text = "<";
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos) {
      text += fmt::format("\\u{:04X}", byte);
    } else {
      text += c;
    }
  }
  return text + ">";
}

std::string quoted(const std::string& words) {
  std::string text = "\"";
  for (const char c : words) {
    switch (c) {
      case '"':
        text += "\\\"";
        break;
      case '\\':
        text += "\\\\";
        break;
      case '\n':
        text += "\\n";
        break;
      case '\r':
        text += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          text += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        } else {
          text += c;
        }
    }
  }
  return text + "\"";
}

std::string term_text(const RdfTerm& term, const RdfNamespaces& namespaces) {
  switch (term.kind) {
    case RdfTerm::Kind::iri:
      return iri_text(term.text, namespaces);
    case RdfTerm::Kind::blank:
      return "_:" + term.text;
    case RdfTerm::Kind::literal:
      break;
  }
  std::string text = quoted(term.text);
  if (!term.language.empty()) text += "@" + term.language;
  if (!term.datatype.empty()) text += "^^" + iri_text(term.datatype, namespaces);
  return text;
}

std::string id_of(const RdfTerm& term) {
  return term.kind == RdfTerm::Kind::blank ? "_:" + term.text : term.text;
}

json value_of(const RdfTerm& term, const RdfNamespaces& namespaces) {
  if (term.kind != RdfTerm::Kind::literal) return {{"@id", id_of(term)}};
  json value{{"@value", term.text}};
  if (!term.language.empty()) value["@language"] = term.language;
  if (!term.datatype.empty())
    value["@type"] = short_name(term.datatype, namespaces).value_or(term.datatype);
  return value;
}

// One value stands alone, several in a list.
void add(json& object, const std::string& member, json value) {
  if (!object.contains(member)) {
    object[member] = std::move(value);
    return;
  }
  if (!object[member].is_array()) object[member] = json::array({std::move(object[member])});
  object[member].push_back(std::move(value));
}

}  // namespace

std::string to_turtle(const std::vector<RdfTriple>& triples, const RdfNamespaces& namespaces) {
  std::string text;
  for (const auto& [prefix, start] : namespaces)
    text += "@prefix " + prefix + ": <" + start + "> .\n";
  const RdfTerm* subject = nullptr;
  for (const RdfTriple& triple : triples) {
    const bool goes_on = subject != nullptr && *subject == triple.subject;
    if (goes_on) {
      text += " ;\n  ";
    } else {
      text += (subject == nullptr ? "\n" : " .\n\n") + term_text(triple.subject, namespaces) + " ";
    }
    text += triple.predicate == kType ? "a" : iri_text(triple.predicate, namespaces);
    text += " " + term_text(triple.object, namespaces);
    subject = &triple.subject;
  }
  if (subject != nullptr) text += " .\n";
  return text;
}

std::string to_json_ld(const std::vector<RdfTriple>& triples, const RdfNamespaces& namespaces) {
  json context = json::object();
  for (const auto& [prefix, start] : namespaces)
    context[prefix] = {{"@id", start}, {"@prefix", true}};
  json graph = json::array();
  std::map<std::string, std::size_t> places;
  for (const RdfTriple& triple : triples) {
    const std::string id = id_of(triple.subject);
    const auto [place, is_new] = places.emplace(id, graph.size());
    if (is_new) graph.push_back({{"@id", id}});
    json& node = graph[place->second];
    if (triple.predicate == kType) {
      add(node, "@type", short_name(triple.object.text, namespaces).value_or(triple.object.text));
    } else {
      add(node, short_name(triple.predicate, namespaces).value_or(triple.predicate),
          value_of(triple.object, namespaces));
    }
  }
  return json{{"@context", std::move(context)}, {"@graph", std::move(graph)}}.dump(
             2, ' ', false, json::error_handler_t::replace) +
         "\n";
}

}  // namespace hexapla
