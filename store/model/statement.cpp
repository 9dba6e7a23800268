#include "store/model/statement.h"

#include "store/model/names.h"

namespace hexapla {

namespace {
constexpr Names<Basis, 4> kBases{{"detected", "labelled", "declared", "generated"}};
constexpr Names<Scope, 5> kScopes{{"article", "revision", "blocks", "segments", "uncertain"}};
constexpr Names<Property, kPropertyCount> kProperties{{"kind",
                                                       "engine",
                                                       "translator",
                                                       "editor",
                                                       "author",
                                                       "publisher",
                                                       "derived-from",
                                                       "revises",
                                                       "label",
                                                       "source-uri",
                                                       "published",
                                                       "updated",
                                                       "licence",
                                                       "encoding",
                                                       "activity",
                                                       "organization",
                                                       "acted-on-behalf-of",
                                                       "plan",
                                                       "digital-source-type",
                                                       "human-review",
                                                       "editorial-responsibility",
                                                       "segment-origin",
                                                       "still-right",
                                                       "dismissed",
                                                       "beads",
                                                       "captured"}};
}  // namespace

std::string_view name(Basis basis) { return kBases.of(basis); }
std::optional<Basis> parse_basis(std::string_view text) { return kBases.parse(text); }
std::string_view name(Scope scope) { return kScopes.of(scope); }
std::optional<Scope> parse_scope(std::string_view text) { return kScopes.parse(text); }
std::string_view name(Property property) { return kProperties.of(property); }
std::optional<Property> parse_property(std::string_view text) { return kProperties.parse(text); }

const std::string* revision_named_in(const Claim& claim) {
  switch (claim.property) {
    case Property::derived_from:
    case Property::revises:
    case Property::still_right:
      return claim.value == "unknown" ? nullptr : &claim.value;
    case Property::beads: {
      const auto source = claim.details.find("source");
      return source == claim.details.end() ? nullptr : &source->second;
    }
    default:
      return nullptr;
  }
}

std::string* revision_named_in(Claim& claim) {
  return const_cast<std::string*>(revision_named_in(static_cast<const Claim&>(claim)));
}

}  // namespace hexapla
