#include "store/model/statement.h"

#include "store/model/names.h"

namespace hexapla {

namespace {
constexpr Names<Basis, 4> kBases{{"detected", "labelled", "declared", "generated"}};
constexpr Names<Scope, 5> kScopes{{"article", "revision", "blocks", "segments", "uncertain"}};
constexpr Names<Property, 14> kProperties{{"kind", "engine", "translator", "editor", "author", "publisher",
                                           "derived-from", "revises", "label", "source-uri", "published",
                                           "updated", "licence", "encoding"}};
}  // namespace

std::string_view name(Basis basis) { return kBases.of(basis); }
std::optional<Basis> parse_basis(std::string_view text) { return kBases.parse(text); }
std::string_view name(Scope scope) { return kScopes.of(scope); }
std::optional<Scope> parse_scope(std::string_view text) { return kScopes.parse(text); }
std::string_view name(Property property) { return kProperties.of(property); }
std::optional<Property> parse_property(std::string_view text) { return kProperties.parse(text); }

}  // namespace hexapla
