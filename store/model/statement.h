#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"

namespace hexapla {

// On what a claim rests.
enum class Basis {
  detected,   // we infer
  labelled,   // the page says so
  declared,   // whoever gave it to us said so
  generated,  // we ran the engine
};
std::string_view name(Basis basis);
std::optional<Basis> parse_basis(std::string_view text);

// How much of a revision a claim speaks of. A label under a photo speaks of that photo until somebody says more.
enum class Scope { article, revision, blocks, segments, uncertain };
std::string_view name(Scope scope);
std::optional<Scope> parse_scope(std::string_view text);

// What is claimed. The value's form is given behind each.
enum class Property {
  kind,          // a Kind's name
  engine,        // name of a translation engine; details: vendor, version, model
  translator,    // a person's or organization's name
  editor,        // who post-edited or corrected
  author,
  publisher,
  derived_from,  // digest of the exact source revision in hex, or `unknown`; details: address
  revises,       // digest of the machine revision that a post-edit was made from; details: address
  label,         // class: machine, post-edited, human, unspecified; details: language, engine, source-language
  source_uri,
  published,     // RFC 3339
  updated,       // RFC 3339; as the page's own stamp says
  licence,
  encoding,      // what the bytes were before they became UTF-8; details: confidence
};
std::string_view name(Property property);  // `derived-from`, `source-uri`; the rest as here
std::optional<Property> parse_property(std::string_view text);

struct Claim {
  Property property = Property::kind;
  std::string value;
  std::map<std::string, std::string> details;
  friend bool operator==(const Claim&, const Claim&) = default;
};

// A block of a revision, and the bytes of it that are meant (all of it when `range` is empty).
struct BlockPart {
  std::uint32_t block = 0;
  ByteRange range;
  friend bool operator==(const BlockPart&, const BlockPart&) = default;
};

// One claim about a revision or part of it. Never overwritten, only retracted or outweighed.
struct Statement {
  Claim claim;
  Basis basis = Basis::declared;
  Scope scope = Scope::revision;
  std::vector<BlockPart> parts;  // of scope blocks, segments or uncertain: where it was seen
  std::string asserted_by;       // who; `hexapla` for what we detect ourselves
  friend bool operator==(const Statement&, const Statement&) = default;
};

}  // namespace hexapla
