#pragma once

#include <cstddef>
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

// How much of a revision a claim speaks of. A label under a photo speaks of that photo until
// somebody says more.
enum class Scope { article, revision, blocks, segments, uncertain };
std::string_view name(Scope scope);
std::optional<Scope> parse_scope(std::string_view text);

// What is claimed. How the value of each is written, and what its details mean:
// store/model/claim_rules.h.
enum class Property {
  // where a text came from
  kind,
  engine,
  translator,
  editor,  // who post-edited or corrected
  author,
  publisher,
  derived_from,
  revises,
  label,
  source_uri,
  published,
  updated,
  licence,
  encoding,
  activity,
  organization,
  acted_on_behalf_of,
  plan,
  // what a reader is to be told
  digital_source_type,
  human_review,
  editorial_responsibility,
  segment_origin,
  // what somebody decided on reading it
  still_right,  // a version that follows an older original holds for this newer one too
  dismissed,    // a finding that is none
  beads,        // which sentences render which, corrected
  // what web archives say
  captured,  // a moment at which this text stood on the web, besides that of the capture that is
             // kept
};
inline constexpr std::size_t kPropertyCount = 26;
std::string_view name(
    Property property);  // `derived-from`, `source-uri`; the rest as here, with hyphens
std::optional<Property> parse_property(std::string_view text);

struct Claim {
  Property property = Property::kind;
  std::string value;
  std::map<std::string, std::string> details;
  friend bool operator==(const Claim&, const Claim&) = default;
};

// The text by which `claim` names another revision, an address or a digest; null where it names
// none, or says that it is unknown. What is kept is the digest, with the address in the detail
// `address`.
std::string* revision_named_in(Claim& claim);
const std::string* revision_named_in(const Claim& claim);

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
